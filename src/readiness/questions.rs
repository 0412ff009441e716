//! The built-in questions over the nine consideration areas.
//! They are data; what an answer raises is decided in `summary`.

use crate::model::area::{Area, Stage};
use crate::model::packed;
use crate::readiness::{Effect, Question, Reply};

const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/readiness.txt"));

/// The built-in questions in the order of their file.
pub fn builtin() -> Vec<Question> {
    parse(DATA)
}

/// The packed data file of the built-in questions.
pub fn builtin_text() -> &'static str {
    DATA
}

/// Questions from the text of a packed data file.
pub fn parse(text: &str) -> Vec<Question> {
    packed::records(text).filter_map(|record| question(&record)).collect()
}

/// One line of the data; `None` when it is not of the expected shape, which a test excludes.
fn question(record: &[&str]) -> Option<Question> {
    let text = |column: usize| record.get(column).map(|cell| (*cell).to_owned());
    Some(Question {
        id: text(0)?,
        area: Area::from_key(record.get(1)?)?,
        text: text(2)?,
        why: text(3)?,
        good: match *record.get(4)? {
            "yes" => Reply::Yes,
            "no" => Reply::No,
            _ => return None,
        },
        effect: match *record.get(5)? {
            "blocker" => Effect::Blocker,
            "risk" => Effect::Risk,
            "task" => Effect::Task,
            _ => return None,
        },
        raises: text(6)?,
        role: text(7)?,
        days: record.get(8)?.parse().ok()?,
        stage: Stage::from_key(record.get(9)?)?,
        source: text(10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_line_of_the_data_is_a_question() {
        let questions = builtin();
        let lines = csv::Reader::from_reader(&include_bytes!("data/readiness.csv")[..]).records().count();
        assert_eq!(questions.len(), lines);
        let ids: BTreeSet<&str> = questions.iter().map(|question| question.id.as_str()).collect();
        assert_eq!(ids.len(), lines);
        for area in Area::ALL {
            assert!(questions.iter().any(|question| question.area == area), "{area:?}");
        }
    }
}
