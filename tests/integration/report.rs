//! The documents: complete, escaped, neutralised, and readable by others.

use gapline::assess::{Assessment, Knowledge, assess_alone};
use gapline::export::{Deliverable, csv::neutral, write};
use gapline::intake::propose::propose;
use gapline::matching::Candidates;
use gapline::model::platform::Platform;
use gapline::model::sorted_map::SortedMap;
use gapline::model::units::Devices;
use gapline::plan::{PlanSettings, Target};
use gapline::project::Project;
use gapline::report::build::build;
use gapline::table::{Overrides, delimited};
use proptest::prelude::*;
use std::rc::Rc;

const HOSTILE: &str = "Feature,Notes,Platform\n\
<script>alert(1)</script>,\"a & b\",iOS\n\
\"=HYPERLINK(\"\"http://x\"\")\",@sum,Android\n\
+49 30 123,-1+1,iOS\n\
\"comma, \"\"quote\"\"; semicolon\",\"two\nlines\",iOS\n\
Total,,\n";

fn assessment() -> (Knowledge, Assessment) {
    let table = delimited::read("list.csv", HOSTILE.as_bytes(), Overrides::default()).unwrap().value;
    let columns = propose(&table).plan;
    let project = Project {
        name: "R&D <Ltd>; Zürich".to_owned(),
        table: Some(Rc::new(table)),
        columns: Some(Rc::new(columns)),
        estate: Rc::new(gapline::estate::Estate {
            counts: SortedMap::from([(Platform::Ios, Devices(700)), (Platform::Windows, Devices(900))]),
        }),
        plan: Rc::new(PlanSettings {
            start: Some("2027-01-11".parse().unwrap()),
            target: Some(Target {
                date: "2027-12-31".parse().unwrap(),
                label: "old contract, ends".to_owned(),
            }),
            ..PlanSettings::default()
        }),
        ..Project::default()
    };
    let knowledge = Knowledge::builtin();
    let assessment = assess_alone(&knowledge, project, Candidates::default());
    (knowledge, assessment)
}

fn made(what: Deliverable) -> String {
    let (knowledge, assessment) = assessment();
    let today = "2026-11-23".parse().unwrap();
    let report = build(&knowledge, &assessment, &[], today);
    String::from_utf8(write(what, &knowledge, &assessment, &report, today).unwrap().bytes).unwrap()
}

#[test]
fn the_report_holds_every_section_every_row_and_no_markup_of_the_customer() {
    let html = made(Deliverable::Report);
    for id in ["summary", "matrix", "gaps", "plan", "readiness", "method", "ledger", "findings"] {
        assert!(html.contains(&format!("<section id=\"{id}\">")), "{id}");
    }
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !html.contains("<script"));
    assert!(html.contains("R&amp;D &lt;Ltd&gt;"));
    assert!(!html.contains("http://") || html.contains("=HYPERLINK"), "no outside reference");
    assert!(!html.contains("src=") && !html.contains("@import") && !html.contains("url("));
    assert!(html.contains("6 records in the file = 4 kept as features + 2 set aside."));
    assert!(
        html.contains("counter(pages)") && html.contains("table-header-group"),
        "it prints with page numbers and repeated heads"
    );
    assert_eq!(html.matches("<table>").count(), html.matches("</table>").count());
}

#[test]
fn the_gap_list_reads_back_with_the_customer_s_words_neutralised() {
    let text = made(Deliverable::Gaps);
    let text = text.strip_prefix('\u{feff}').expect("a mark for spreadsheets");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let column = reader.headers().unwrap().iter().position(|name| name == "Feature").unwrap();
    let names: Vec<String> = reader.records().map(|record| record.unwrap()[column].to_owned()).collect();
    assert_eq!(
        names,
        [
            "<script>alert(1)</script>",
            "'=HYPERLINK(\"http://x\")",
            "'+49 30 123",
            "comma, \"quote\"; semicolon"
        ]
    );
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for what in Deliverable::ALL {
        assert_eq!(made(what), made(what), "{what:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_begins_as_a_formula(text in any::<String>()) {
        let safe = neutral(&text);
        prop_assert!(!safe.starts_with(['=', '+', '-', '@', '\t', '\r']) || safe.parse::<i64>().is_ok());
        prop_assert!(safe == text || safe == format!("'{text}"), "nothing else is changed");
    }
}
