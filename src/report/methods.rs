//! How devices of each platform get from the old product to Intune, as data with its sources.
//! It decides nothing about a wave; the consultant chooses among the methods that apply.

use crate::model::packed;
use crate::model::platform::Platform;
use crate::model::product::SourceProduct;
use crate::project::Project;
use crate::readiness::Reply;

const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/methods.txt"));

/// One way for devices of a platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// The platform.
    pub platform: Platform,
    /// What it depends on: nothing, `configmgr`, `apple-listed` or `app-protection`.
    pub when: &'static str,
    /// What is done.
    pub method: &'static str,
    /// The devices that it is for.
    pub devices: &'static str,
    /// Whether the device is reset.
    pub reset: bool,
    /// Pages of the documentation, or `experience`.
    pub source: &'static str,
}

impl Method {
    /// Whether what is known of the project leaves the method open.
    pub fn applies(&self, project: &Project) -> bool {
        let reply = |question: &str| project.answers.get(question).and_then(|answer| answer.reply);
        match self.when {
            "configmgr" => {
                project.product == Some(SourceProduct::ConfigurationManager)
                    || reply("configmgr-double-managed") == Some(Reply::Yes)
                    || reply("configmgr-workloads-open") == Some(Reply::Yes)
            }
            "apple-listed" => reply("services-apple-devices-listed") != Some(Reply::No),
            "app-protection" => project.plan.bridge.app_protection_first,
            _ => true,
        }
    }
}

/// Every method in the order of its file.
pub fn builtin() -> Vec<Method> {
    packed::records(DATA).filter_map(|record| method(&record)).collect()
}

/// One line of the data; `None` when it is not of the expected shape, which a test excludes.
fn method(record: &[&'static str]) -> Option<Method> {
    Some(Method {
        platform: Platform::from_key(record.first()?)?,
        when: record.get(1)?,
        method: record.get(2)?,
        devices: record.get(3)?,
        reset: *record.get(4)? == "yes",
        source: record.get(5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::sorted_map::SortedMap;
    use crate::readiness::{Answer, questions};
    use std::rc::Rc;

    #[test]
    fn every_line_of_the_data_is_a_method_and_every_platform_has_one() {
        let methods = builtin();
        let lines = csv::Reader::from_reader(&include_bytes!("data/methods.csv")[..]).records().count();
        assert_eq!(methods.len(), lines);
        for platform in Platform::ALL {
            let of: Vec<&Method> =
                methods.iter().filter(|one| one.platform == platform && one.when.is_empty()).collect();
            assert!(!of.is_empty(), "{platform:?}");
            assert_eq!(
                of.iter().any(|one| one.reset),
                platform.needs_reset() || platform == Platform::Windows
            );
        }
        for one in methods {
            assert!(["", "configmgr", "apple-listed", "app-protection"].contains(&one.when), "{}", one.when);
            assert!(!one.source.is_empty() && !one.method.is_empty() && !one.devices.is_empty());
        }
    }

    #[test]
    fn answers_decide_which_methods_are_open() {
        let asked = questions::builtin();
        let names = ["configmgr-double-managed", "configmgr-workloads-open", "services-apple-devices-listed"];
        for name in names {
            assert!(asked.iter().any(|question| question.id == name), "{name}");
        }
        let open = |project: &Project, when: &str| {
            builtin().iter().filter(|one| one.when == when).all(|one| one.applies(project))
        };
        let mut project = Project::default();
        assert!(open(&project, "") && open(&project, "apple-listed"));
        assert!(!open(&project, "configmgr") && !open(&project, "app-protection"));
        let reply = |reply| Answer { reply: Some(reply), ..Answer::default() };
        project.answers = Rc::new(SortedMap::from([
            ("configmgr-double-managed".to_owned(), reply(Reply::Yes)),
            ("services-apple-devices-listed".to_owned(), reply(Reply::No)),
        ]));
        Rc::make_mut(&mut project.plan).bridge.app_protection_first = true;
        assert!(!open(&project, "apple-listed"));
        assert!(open(&project, "configmgr") && open(&project, "app-protection"));
    }
}
