//! The cards of the waves: methods, criteria, messages and forecast, each with the plan's own dates and figures.

use gapline::assess::{Assessment, Knowledge, assess_alone};
use gapline::estate::parse::parse_counts;
use gapline::matching::Candidates;
use gapline::model::day;
use gapline::plan::{Plan, PlanSettings, TaskEdit};
use gapline::project::Project;
use gapline::readiness::{Answer, Reply};
use gapline::report::waves::cards;
use gapline::report::{Block, Cell, Table};
use std::rc::Rc;

fn assessed(estate: &str, change: impl FnOnce(&mut Project, &mut PlanSettings)) -> Assessment {
    let mut settings = PlanSettings { start: Some("2027-01-11".parse().unwrap()), ..PlanSettings::default() };
    let mut project = Project { estate: Rc::new(parse_counts(estate).unwrap()), ..Project::default() };
    change(&mut project, &mut settings);
    project.plan = Rc::new(settings);
    assess_alone(&Knowledge::builtin(), project, Candidates::default())
}

fn plan(assessment: &Assessment) -> &Plan {
    assessment.plan.value.as_ref().unwrap()
}

fn tables(blocks: &[Block]) -> Vec<&Table> {
    blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(date) => date.to_string(),
        other => panic!("{other:?}"),
    }
}

fn lists(blocks: &[Block]) -> Vec<String> {
    let lists =
        blocks.iter().filter_map(|block| if let Block::List(points) = block { Some(points) } else { None });
    lists.flatten().cloned().collect()
}

fn fact(blocks: &[Block], wanted: &str) -> String {
    let facts =
        blocks.iter().find_map(|block| if let Block::Facts(facts) = block { Some(facts) } else { None });
    facts.unwrap().iter().find(|(name, _)| name == wanted).unwrap().1.clone()
}

#[test]
fn every_wave_has_a_card_with_the_plan_s_dates() {
    let assessment = assessed("windows=900,ios=700,macos=60,android-dedicated=120", |_, _| {});
    let plan = plan(&assessment);
    let cards = cards(&assessment);
    assert_eq!(cards.len(), plan.waves.len());
    for (wave, (title, blocks)) in plan.waves.iter().zip(&cards) {
        assert!(title.starts_with(&wave.name), "{title}");
        let moves = fact(blocks, "Moves");
        assert!(
            moves.starts_with(&format!("{} to {}", day::full(wave.start), day::full(wave.finish))),
            "{moves}"
        );
        let [methods, messages, forecast] = tables(blocks)[..] else { panic!("{blocks:?}") };
        for platform in wave.devices.keys() {
            assert!(methods.rows.iter().any(|row| text(&row[0]) == platform.label()), "{platform:?}");
        }
        let days: Vec<String> = messages.rows.iter().map(|row| text(&row[0])).collect();
        let mut expected: Vec<String> = ["announce", "instruct", "deadline", "enforce"]
            .iter()
            .filter_map(|step| {
                let key = format!("wave-{}-{step}", wave.number);
                plan.tasks.iter().find(|task| task.key == key).map(|task| task.finish.to_string())
            })
            .collect();
        expected.sort();
        if wave.number == 1 {
            let drafted = plan.tasks.iter().find(|task| task.key == "draft-instructions").unwrap();
            expected = vec![drafted.finish.to_string()];
        }
        assert_eq!(days, expected, "{title}");
        let mut before = (String::new(), 0);
        for row in &forecast.rows {
            let (Cell::Number(due), Cell::Number(moved), Cell::Number(left)) = (&row[2], &row[3], &row[5])
            else {
                panic!("{row:?}")
            };
            assert_eq!(moved + left, *due);
            assert!(*due <= wave.total().0 && text(&row[0]) > before.0 && *moved >= before.1, "{row:?}");
            before = (text(&row[0]), *moved);
        }
        assert!(before.1 * 100 >= wave.total().0 * 99, "the forecast goes on until 99 % have moved");
        assert!(
            forecast.caption.contains("5 %") && forecast.caption.contains("one in 7"),
            "the formula is said"
        );
    }
    assert!(cards_without_plan());
}

fn cards_without_plan() -> bool {
    cards(&assessed("ios=10", |_, settings| settings.start = None)).is_empty()
}

#[test]
fn criteria_hold_figures_of_the_plan_and_of_the_forecast() {
    let assessment = assessed("windows=1000", |_, settings| {
        settings.capacity.tickets_per_day = 4;
        let named = TaskEdit { owner: "Amina Odhiambo".to_owned(), ..TaskEdit::default() };
        settings.edits.insert("wave-3-enrol".to_owned(), named);
    });
    let cards = cards(&assessment);
    let (title, blocks) = &cards[2];
    assert_eq!(title, "Wave 3 · 500 devices");
    let points = lists(blocks);
    let has =
        |wanted: &str| assert!(points.iter().any(|point| point.contains(wanted)), "{wanted}: {points:#?}");
    // 2 % of 1,000 devices a day; 5 % of 500 and of 20.
    has("The help desk takes 4 tickets a day; this wave brings about 25 in all and up to 1 a day");
    has("Expanded pilot: at least ");
    has("at most 7 % of its devices fail");
    has("Conditional access is enforced on ");
    has("The way back was tried in the pilot (");
    has("The old licences are kept until ");
    assert_eq!(fact(blocks, "Owner"), "Amina Odhiambo");
    assert_eq!(fact(&cards[1].1, "Owner"), "nobody named yet; role endpoint");
    assert!(fact(blocks, "Protection gap").contains("device-hours"));
    assert_eq!(fact(blocks, "Access while they move"), "3 days of grace before a device is blocked");
    let pilot = lists(&cards[0].1);
    assert!(pilot.iter().any(|point| point.starts_with("All policies and apps are tested on lab devices (")));
    assert!(!pilot.iter().any(|point| point.contains("exempted")), "the pilot has no exemption of its own");
}

#[test]
fn methods_follow_platform_answers_and_bridge() {
    let methods = |assessment: &Assessment| -> Vec<String> {
        let cards = cards(assessment);
        let table = tables(&cards[0].1)[0];
        for row in &table.rows {
            assert!(
                text(&row[5]).starts_with("/intune/") || text(&row[5]).starts_with("experience"),
                "{row:?}"
            );
        }
        table.rows.iter().map(|row| format!("{}: {}", text(&row[0]), text(&row[2]))).collect()
    };
    let plain =
        methods(&assessed("windows=100,ios=100,android-work-profile=100,android-corp=100", |_, _| {}));
    let has = |list: &[String], wanted: &str| list.iter().any(|one| one.starts_with(wanted));
    assert!(has(&plain, "Windows: Leave the old product") && has(&plain, "Windows: Autopilot"));
    assert!(has(&plain, "iOS and iPadOS: Apple's migration") && has(&plain, "iOS and iPadOS: Wipe"));
    assert!(has(&plain, "Android work profile: Remove") && has(&plain, "Android corporate: Factory reset"));
    assert!(
        !has(&plain, "Windows: Co-management") && !plain.iter().any(|one| one.contains("App protection"))
    );
    let told = methods(&assessed("windows=100,ios=100", |project, settings| {
        let reply = |reply| Answer { reply: Some(reply), ..Answer::default() };
        project.answers = Rc::new(
            [
                ("configmgr-double-managed".to_owned(), reply(Reply::Yes)),
                ("services-apple-devices-listed".to_owned(), reply(Reply::No)),
            ]
            .into(),
        );
        settings.bridge.app_protection_first = true;
    }));
    assert!(has(&told, "Windows: Co-management") && !has(&told, "iOS and iPadOS: Apple's migration"));
    assert!(has(&told, "iOS and iPadOS: App protection policies first"));
}
