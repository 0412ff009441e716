//! Sites, departments or kinds of users with their devices, as the consultant types them: "Bonn: windows 200, ios 50".
//! Where any are typed they stand in the place of those of a device list.

use crate::devices::Cohort;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::ownership::Ownership;
use crate::model::platform::Platform;

/// The cohorts that were typed, and what of it cannot be read. A name is site and department alike.
pub fn typed(lines: &[String]) -> (Vec<Cohort>, Vec<Diagnostic>) {
    let (mut cohorts, mut diagnostics) = (Vec::new(), Vec::new());
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let Some((name, counts)) = line.split_once(':') else {
            diagnostics.push(told(line, "has no colon between a name and its devices"));
            continue;
        };
        for part in counts.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let counted =
                part.rsplit_once([' ', '=']).map(|(platform, count)| (platform_of(platform), count.parse()));
            match counted {
                Some((Some(platform), Ok(devices))) => cohorts.push(Cohort {
                    platform: Some(platform),
                    ownership: Ownership::Unsaid,
                    department: name.trim().to_owned(),
                    site: name.trim().to_owned(),
                    enrolment: String::new(),
                    devices,
                }),
                _ => diagnostics.push(told(part, "is no platform with a number of devices")),
            }
        }
    }
    (cohorts, diagnostics)
}

/// A platform by its key or its name on screen; "Android" alone is a company's.
fn platform_of(text: &str) -> Option<Platform> {
    let text = text.trim().trim_end_matches('=').trim().to_lowercase();
    let named = |platform: &Platform| platform.key() == text || platform.label().to_lowercase() == text;
    match text.as_str() {
        "android" => Some(Platform::AndroidCorp),
        "ipados" => Some(Platform::Ios),
        _ => Platform::ALL.into_iter().find(named),
    }
}

fn told(text: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "plan.waves.typed",
        Place::part("waves"),
        format!("\u{201c}{text}\u{201d} {what}."),
    )
    .with_hint("Write a name, a colon, and platforms with numbers: Bonn: windows 200, ios 50; Kiel: ios 80.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_what_cannot_be_is_said() {
        let lines = [
            "Bonn: windows 200, iOS and iPadOS=50",
            " Kiel :android 7,",
            "Ulm windows 3",
            "Jena: amiga 3, ios many",
            "",
        ];
        let (cohorts, diagnostics) = typed(&lines.map(str::to_owned));
        let found: Vec<_> =
            cohorts.iter().map(|one| (one.site.as_str(), one.platform, one.devices)).collect();
        let expected = [
            ("Bonn", Some(Platform::Windows), 200),
            ("Bonn", Some(Platform::Ios), 50),
            ("Kiel", Some(Platform::AndroidCorp), 7),
        ];
        assert_eq!(found, expected);
        let said: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(cohorts.iter().all(|one| one.department == one.site));
    }
}
