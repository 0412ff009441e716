//! Widgets without domain knowledge beyond the words of `model`.
//! A widget never reads the session; the two that show its lines take them from the context.

pub mod blocks;
pub mod button;
pub mod check;
pub mod chip;
pub mod computed;
pub mod dialog;
pub mod draft_area;
pub mod draft_input;
pub mod field;
pub mod logo;
pub mod notices;
pub mod progress;
pub mod rows;
pub mod select;
pub mod still;
pub mod tag;
pub mod theme;
pub mod verdict_bar;
