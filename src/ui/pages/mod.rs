//! The pages, one folder or file each, named as in the rail.
//! A page reads the session and sends actions; it keeps nothing but drafts of text.

pub mod catalogue;
pub mod deliver;
pub mod gaps;
pub mod help;
pub mod import;
pub mod matching;
pub mod packs;
pub mod plan;
pub mod readiness;
