//! The laws, one module for each fuzz target. Each `check` panics where its law is broken.

pub mod archive;
pub mod decode;
pub mod delimited;
pub mod dialect;
pub mod html;
pub mod inventory;
pub mod parts;
pub mod project;
pub mod workbook;

/// The first byte, which chooses, and the rest.
fn choice(bytes: &[u8]) -> (usize, &[u8]) {
    bytes.split_first().map_or((0, bytes), |(first, rest)| (usize::from(*first), rest))
}

/// One of several, or none: `0` and every number beyond the last, counted from the letter `0`, is none.
fn one_of<T: Copy>(all: &[T], chosen: usize) -> Option<T> {
    all.get(chosen.wrapping_sub(usize::from(b'1'))).copied()
}
