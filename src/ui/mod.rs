//! The screen: a thin Yew application over `session`.
//! It computes nothing about the customer's data and keeps nothing that a session should keep.

pub mod browser;
pub mod effects;
pub mod keys;
pub mod pages;
pub mod rail;
pub mod root;
pub mod route;
pub mod store;
pub mod top_bar;
pub mod widgets;
