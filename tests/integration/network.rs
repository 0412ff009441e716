//! Critical path against the dates that MPXJ's Microsoft scheduler gave for the same projects.
//! `tests/peers/mpxj_dates.py` made the fixture; nothing here needs Java.

use gapline::export::mspdi;
use gapline::plan::network::{Calendars, Network, order, solve};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    network: Network,
    mpxj: Vec<Answer>,
}

#[derive(Deserialize)]
struct Answer {
    start: String,
    finish: String,
    /// Total slack in working minutes; of summary tasks there is none.
    float: Option<i64>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../fixtures/mpxj/sample.json")).unwrap()
}

#[test]
fn dates_and_total_float_are_those_of_mpxj() {
    let cases = cases();
    assert_eq!(cases.len(), 50);
    let mut compared = 0;
    for mut case in cases {
        let (sorted, loops) = order::untangle(&mut case.network);
        assert!(loops.is_empty());
        let (calendars, never) = Calendars::of(&case.network.calendars, case.network.start.date()).unwrap();
        assert!(never.is_empty());
        let solution = solve(&case.network, &calendars, &sorted);
        for ((task, dates), answer) in case.network.tasks.iter().zip(&solution.dates).zip(&case.mpxj) {
            let name = format!("{}, {}", case.network.name, task.name);
            assert_eq!(
                (dates.start.iso(), dates.finish.iso()),
                (answer.start.clone(), answer.finish.clone()),
                "{name}"
            );
            if let Some(float) = answer.float {
                assert_eq!(dates.total_float, float, "{name}");
            }
            compared += 1;
        }
    }
    assert!(compared > 700, "{compared}");
}

#[test]
fn names_survive_in_microsoft_project_xml() {
    for mut case in cases().into_iter().take(10) {
        let (sorted, _) = order::untangle(&mut case.network);
        let (calendars, _) = Calendars::of(&case.network.calendars, case.network.start.date()).unwrap();
        let solution = solve(&case.network, &calendars, &sorted);
        let xml = mspdi::write(&case.network, &calendars, &solution);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let (mut names, mut open, mut inside) = (Vec::new(), String::new(), String::new());
        loop {
            use quick_xml::events::Event;
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    inside = tag.name().as_ref().to_owned();
                    open.clear();
                }
                Event::Text(text) => open.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) => match entity.resolve_char_ref().unwrap() {
                    Some(letter) => open.push(letter),
                    None => open.push_str(match &*entity {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        other => panic!("{other}"),
                    }),
                },
                Event::End(tag) => {
                    if tag.name().as_ref() == "Name" && inside == "Name" {
                        names.push(open.clone());
                    }
                    inside.clear();
                }
                Event::Eof => break,
                _ => {}
            }
        }
        for task in &case.network.tasks {
            assert!(names.contains(&task.name), "{:?}", task.name);
        }
    }
}
