//! What must hold for any bytes that are opened as a list or as a project. The fuzz targets feed it; so does the
//! native test `fuzz_laws`, with the inputs in `corpus`.

pub mod laws;
