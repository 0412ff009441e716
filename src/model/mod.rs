//! The words of the field as plain types, shared by every stage of the pipeline.
//! Nothing here computes a result or knows where a value came from.

pub mod area;
pub mod capability_id;
pub mod day;
pub mod keyed;
pub mod licence;
pub mod order;
pub mod ownership;
pub mod packed;
pub mod platform;
pub mod priority;
pub mod product;
pub mod row;
pub mod sorted_map;
pub mod sorted_set;
pub mod text;
pub mod units;
pub mod verdict;
