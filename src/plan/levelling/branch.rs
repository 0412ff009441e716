//! stub
use super::conflict::Conflict;
use super::net::Net;
use super::windows::Windows;
use super::Problem;
pub fn core(net: &Net, problem: &Problem, windows: &Windows) -> Conflict { Conflict::Search{activities: vec![], resources: vec![]} }
