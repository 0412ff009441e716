//! A project file: one that opens is saved and opens as the same, and everything can be derived from it.

use gapline::assess::{Knowledge, assess_alone};
use gapline::matching::Candidates;
use gapline::project::file::{open, write};

thread_local! {
    static KNOWLEDGE: Knowledge = Knowledge::builtin();
}

pub fn check(bytes: &[u8]) {
    let opened = match open(bytes) {
        Ok(opened) => opened,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let text = write(&opened.project, &opened.catalogue).expect("what was opened can be saved");
    let again = open(text.as_bytes()).expect("what was saved can be opened");
    assert_eq!(again, opened);
    assert_eq!(write(&again.project, &again.catalogue).expect("saved again"), text);
    KNOWLEDGE.with(|knowledge| {
        let records = match (&opened.project.table, &opened.project.columns) {
            (Some(table), Some(_)) => table.records.len(),
            _ => 0,
        };
        let assessment = assess_alone(knowledge, opened.project, Candidates::default());
        let ledger = &assessment.inventory.value.ledger;
        assert_eq!(ledger.records as usize, records);
        assert_eq!(records, ledger.kept as usize + ledger.set_aside.len());
    });
}
