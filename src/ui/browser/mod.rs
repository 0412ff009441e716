//! Everything that touches the browser: the only place for `web_sys`, `js_sys` and `gloo`.
//! It knows no domain beyond bytes, names and texts.

pub mod boot;
pub mod clock;
pub mod dom;
pub mod files;
pub mod kept;
pub mod paint;
pub mod worker;
pub mod worker_side;
