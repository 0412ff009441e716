//! The application without a screen: a state, actions that change it, and requests it makes of the world.
//! It touches no browser; whole user journeys run as ordinary tests.

pub mod action;
pub mod ask;
pub mod facets;
pub mod find;
pub mod given;
pub mod job;
pub mod judging;
pub mod listed;
pub mod look;
pub mod memory;
pub mod packs;
pub mod pieces;
pub mod request;
pub mod samples;
pub mod state;
pub mod subject;
pub mod undo;
pub mod update;
pub mod view;
pub mod why;
pub mod wire;
pub mod work;

mod counting;
mod days_off;
mod edit;
pub mod files;
mod import;
mod jobs;
mod same;
mod take_over;
