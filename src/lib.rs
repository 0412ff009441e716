//! Gapline reads a customer's list of device-management features and says, for each, what Microsoft
//! Intune offers instead and when everything can have moved.
//!
//! The pipeline: bytes become a [`table`] of text cells; [`intake`] makes an inventory of features of it
//! and accounts for every row; [`matching`] ranks the [`catalogue`]'s capabilities for each feature, with
//! evidence; [`gap`] turns decided matches into verdicts; [`plan`] dates the work that gaps,
//! [`readiness`] and the [`estate`] ask for; [`report`] says what a deliverable contains and `export`
//! writes it. Each arrow is one deterministic function that returns a value with its diagnostics.
//! What the consultant gave is the [`project`]; everything else is computed from it by `assess`.
//! `session` is the application without a screen, and `ui` the screen.
//!
//! Reading order is dependency order: a module imports only from those above it.

pub mod model;

pub mod diagnostic;

pub mod calendar;

pub mod table;

pub mod catalogue;

pub mod intake;

pub mod devices;

pub mod matching;

pub mod estate;

pub mod gap;

pub mod readiness;

pub mod plan;

pub mod project;

pub mod assess;

pub mod report;

pub mod export;

pub mod session;

#[cfg(feature = "ui")]
pub mod ui;
