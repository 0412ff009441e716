//! The native tests: laws, fixtures, journeys without a browser, and the rules of the layout.

mod architecture;
mod catalogue;
mod gap;
mod intake;
mod journeys;
mod matching;
mod plan;
mod project;
mod report;
