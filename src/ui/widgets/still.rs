//! What the worker made for the page and never changes: drawn once, and not again while the same stands there.

use super::blocks;
use crate::diagnostic::Checked;
use crate::report::Section;
use crate::report::shown::Shown;
use std::rc::Rc;
use yew::prelude::*;

/// What stands there, compared by pointer.
#[derive(Debug, Clone)]
pub enum Made {
    /// The drawing of a plan.
    Drawing(Rc<Checked<Option<Shown>>>),
    /// The sections of a plan.
    Plan(Rc<Checked<Option<Shown>>>),
    /// Other sections.
    Sections(Rc<Vec<Section>>),
}

impl PartialEq for Made {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Made::Drawing(one), Made::Drawing(other)) | (Made::Plan(one), Made::Plan(other)) => {
                Rc::ptr_eq(one, other)
            }
            (Made::Sections(one), Made::Sections(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct StillProps {
    made: Made,
}

#[component]
fn Still(props: &StillProps) -> Html {
    match &props.made {
        Made::Drawing(plan) => {
            plan.value.iter().filter_map(|plan| plan.drawing.as_ref()).map(blocks::drawing).collect()
        }
        Made::Plan(plan) => plan.value.iter().flat_map(|plan| &plan.sections).map(blocks::section).collect(),
        Made::Sections(sections) => sections.iter().map(blocks::section).collect(),
    }
}

/// Draws it, if it is not what stands there already.
pub fn still(made: Made) -> Html {
    html! { <Still {made} /> }
}
