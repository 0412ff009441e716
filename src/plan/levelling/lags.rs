//! stub
use super::crossing::One;
use super::net::Net;
use super::rules::Measures;
use super::search::{Found, Purse};
use super::windows::Windows;
use super::{Problem, Time};
pub fn search(net: &Net, problem: &Problem, windows: &Windows, measures: &Measures, known: Vec<One>, bound: Time, seed: u64, purse: &mut Purse) -> Found { Found::Nothing }
