//! Settings that were kept under a name, to stand beside others. What they come to is said by `scenarios`.

use crate::model::units::PerMille;
use crate::plan::{PlanSettings, TaskEdit};
use serde::{Deserialize, Serialize};

/// Settings that were kept under a name, to compare with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// The name.
    pub name: String,
    /// The settings, without others that were kept.
    pub settings: PlanSettings,
}

impl PlanSettings {
    /// Keeps these settings under a name; what had the name before goes.
    pub fn keep_beside(&mut self, name: &str) {
        let settings = PlanSettings { beside: Vec::new(), ..self.clone() };
        self.beside.retain(|one| one.name != name);
        self.beside.push(Beside { name: name.to_owned(), settings });
    }

    /// Settings that were kept, with what is known of the plan since: what is done, as of which day, and
    /// which dates were agreed on are no matter of choice.
    pub fn taken_from(&self, kept: &Beside) -> PlanSettings {
        let mut settings = PlanSettings {
            status: self.status,
            baseline: self.baseline.clone(),
            beside: self.beside.clone(),
            ..kept.settings.clone()
        };
        let nothing_done = |(key, edit): (&String, &TaskEdit)| {
            let edit =
                TaskEdit { progress: PerMille(0), actual_start: None, actual_finish: None, ..edit.clone() };
            (key.clone(), edit)
        };
        settings.edits = settings
            .edits
            .iter()
            .map(nothing_done)
            .filter(|(_, edit)| *edit != TaskEdit::default())
            .collect();
        for (key, edit) in &self.edits {
            if edit.actual_start.is_some() || edit.actual_finish.is_some() || edit.progress.0 > 0 {
                settings.edits.change(key.clone(), |own| {
                    own.progress = edit.progress;
                    (own.actual_start, own.actual_finish) = (edit.actual_start, edit.actual_finish);
                });
            }
        }
        settings
    }
}
