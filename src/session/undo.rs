//! Undo and redo: earlier projects with the name of the change that left them.
//! It keeps projects only; view and files are not undone.

use crate::project::Project;
use std::rc::Rc;

/// The most steps that are kept.
pub const STEPS: usize = 200;

/// A project that can be gone back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The change that led away from it.
    pub name: String,
    /// The project.
    pub project: Rc<Project>,
}

/// What can be undone and redone, latest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// To go back to.
    pub past: Vec<Step>,
    /// To go forward to.
    pub future: Vec<Step>,
}

impl History {
    /// Remembers the project before a change; what was undone is forgotten.
    pub fn record(&mut self, name: impl Into<String>, project: &Rc<Project>) {
        self.future.clear();
        self.past.push(Step { name: name.into(), project: Rc::clone(project) });
        if self.past.len() > STEPS {
            self.past.remove(0);
        }
    }

    /// Goes one change back from `present`.
    pub fn undo(&mut self, present: &Rc<Project>) -> Option<Step> {
        let step = self.past.pop()?;
        self.future.push(Step { name: step.name.clone(), project: Rc::clone(present) });
        Some(step)
    }

    /// Goes one change forward from `present`.
    pub fn redo(&mut self, present: &Rc<Project>) -> Option<Step> {
        let step = self.future.pop()?;
        self.past.push(Step { name: step.name.clone(), project: Rc::clone(present) });
        Some(step)
    }
}
