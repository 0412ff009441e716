//! What was typed for a plan and cannot all be meant: it stays as it is, and is said.
//! It changes nothing.

use crate::calendar::Freeze;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::day;
use crate::plan::PlanSettings;
use chrono::NaiveDate;

/// A finding for everything that contradicts itself.
pub fn checks(settings: &PlanSettings, start: NaiveDate) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut say = |code: &'static str, place: &str, message: String, hint: &'static str| {
        let finding = Diagnostic::new(Severity::Warning, code, Place::part(place.to_owned()), message);
        found.push(finding.with_hint(hint));
    };
    if let Some(target) = settings.target.as_ref().filter(|target| target.date < start) {
        let message =
            format!("The target of {} lies before the start, {}.", day::full(target.date), day::full(start));
        say("plan.target.before", "target", message, "Change one of the two dates.");
    }
    let leave = settings.roles.iter().flat_map(|(_, role)| &role.leave);
    for Freeze { name, first, last, .. } in
        settings.freezes.iter().chain(leave).filter(|one| one.last < one.first)
    {
        let message = format!(
            "It ends on {}, before it begins on {}, and stops nothing.",
            day::full(*last),
            day::full(*first)
        );
        say("plan.period.order", name, message, "Change one of the two days.");
    }
    let varies = &settings.uncertainty;
    if varies.shortest.0 > 1000 || varies.longest.0 < 1000 {
        let message = "The shortest duration of tasks is longer than planned, or the longest shorter; a planned duration counts as the end of the range.";
        say(
            "plan.uncertainty.durations",
            "uncertainty",
            message.to_owned(),
            "Let the planned duration, 100 %, lie between them.",
        );
    }
    let rate = settings.capacity.failure_rate;
    if varies.fewest_failures > rate || varies.most_failures < rate {
        let message = "The planned failure rate lies outside of the lowest and highest that are given for the runs; the planned one counts as the end of the range.";
        say(
            "plan.uncertainty.failures",
            "uncertainty",
            message.to_owned(),
            "Let the planned rate lie between them.",
        );
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Stops;
    use crate::model::units::PerMille;
    use crate::plan::Target;

    #[test]
    fn what_contradicts_itself_is_said_and_usual_settings_are_not() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let start = day("2027-03-01");
        let codes = |settings: &PlanSettings| -> Vec<String> {
            checks(settings, start).iter().map(|one| one.code.to_string()).collect()
        };
        assert_eq!(codes(&PlanSettings::default()), Vec::<String>::new());
        let mut settings = PlanSettings {
            target: Some(Target { date: day("2027-02-01"), label: String::new() }),
            freezes: vec![Freeze {
                name: "exams".to_owned(),
                first: day("2027-04-12"),
                last: day("2027-04-01"),
                stops: Stops::Enrolment,
            }],
            ..PlanSettings::default()
        };
        settings.uncertainty.shortest = PerMille(2000);
        settings.uncertainty.fewest_failures = PerMille(900);
        let expected = [
            "plan.target.before",
            "plan.period.order",
            "plan.uncertainty.durations",
            "plan.uncertainty.failures",
        ];
        assert_eq!(codes(&settings), expected);
    }
}
