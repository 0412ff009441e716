//! A list of many rows: judged in slices between which the page draws and hears, its proposals in pieces that are
//! told once, and what the Match page shows found out once for each change.

use crate::journeys::Desk;
use gapline::assess::{Judged, judge};
use gapline::matching::decision::Decision;
use gapline::model::row::RowId;
use gapline::session::action::{Action, Edit, Import, Show};
use gapline::session::facets::{columns, faceted};
use gapline::session::judging::Judge;
use gapline::session::state::Session;
use std::rc::Rc;

/// More than are judged at once.
const ROWS: usize = 520;

fn desk() -> Desk {
    let names = ["Enterprise Wipe", "Geofencing", "Remote lock", "Something nobody knows"];
    let mut list = "ID,Feature,Area,Platform,Priority\n".to_owned();
    for row in 0..ROWS {
        list.push_str(&format!("{row},{} {row},Area {},iOS,M\n", names[row % 4], row % 7));
    }
    let mut desk = Desk::new();
    desk.drop_file("airwatch features.csv", &list).send(Action::Import(Import::Use));
    desk
}

/// The assessment of a session, made at once and of nothing that is known.
fn anew(session: &Session, before: Option<&Judged>, most: usize) -> Judged {
    judge(&session.knowledge, &session.project, &session.list, &session.candidates, before, most)
}

#[test]
fn a_long_list_is_judged_in_slices_that_come_to_the_same() {
    let mut desk = desk();
    assert!(desk.session.assessment.is_judged());
    let whole = anew(&desk.session, None, usize::MAX);
    assert_eq!(desk.session.assessment.gap, whole.gap);
    let mut slices = vec![anew(&desk.session, None, 200)];
    while !slices.last().unwrap().is_judged() {
        let next = anew(&desk.session, slices.last(), 200);
        let last = slices.last().unwrap();
        assert!(last.gap.rows.iter().zip(next.gap.rows.iter()).all(|(old, new)| Rc::ptr_eq(old, new)));
        slices.push(next);
    }
    assert_eq!(slices.iter().map(|one| one.gap.rows.len()).collect::<Vec<_>>(), [200, 400, 520]);
    assert_eq!(slices.last().unwrap().gap, whole.gap);

    // A word on one row judges that row only, whatever is said of it.
    let row = RowId(300);
    let gap = gapline::gap::GapDecision { accepted: true, ..Default::default() };
    let said = [
        Action::Judge(Judge::Decide(row, Some(Decision::NoMatch))),
        Action::Edit(Edit::Gap(row, gap)),
        Action::Judge(Judge::Decide(row, None)),
    ];
    for action in said {
        let before = Rc::clone(&desk.session.assessment);
        desk.send(action);
        let after = &desk.session.assessment;
        assert_eq!(after.gap, anew(&desk.session, None, usize::MAX).gap);
        let fresh =
            before.gap.rows.iter().zip(after.gap.rows.iter()).filter(|(old, new)| !Rc::ptr_eq(old, new));
        assert_eq!(fresh.count(), 1);
    }
    // Licences are the same for all rows, so that all are judged.
    let mut licences = (*desk.session.project.licences).clone();
    licences.base = gapline::model::licence::LicenceBase::ALL[1];
    desk.send(Action::Edit(Edit::Licences(licences)));
    assert_eq!(desk.session.assessment.gap, anew(&desk.session, None, usize::MAX).gap);
}

#[test]
fn proposals_are_not_told_back_to_the_worker_that_made_them() {
    let mut desk = desk();
    assert_eq!(desk.session.candidates.rows.len(), ROWS);
    desk.send(Action::KeepNow);
    assert!(desk.sent < 400, "{} bytes", desk.sent);
    assert_eq!(desk.memory.assessment().gap, desk.session.assessment.gap);
    // A worker that starts anew is told them.
    desk.send(Action::CancelJobs).send(Action::KeepNow);
    assert!(desk.sent > 50_000, "{} bytes", desk.sent);
    assert_eq!(desk.memory.assessment().gap, desk.session.assessment.gap);
}

#[test]
fn what_the_match_page_shows_is_found_out_again_when_something_of_it_changes() {
    let mut desk = desk();
    let is_right = |session: &Session| {
        assert_eq!(**session.faceted(), faceted(session));
        assert_eq!(session.facet_columns(), columns(session));
    };
    is_right(&desk.session);
    let known = Rc::clone(desk.session.faceted());
    desk.send(Action::Show(Show::Row(Some(RowId(5))))).send(Action::Dismiss(0));
    assert!(Rc::ptr_eq(&known, desk.session.faceted()), "another row shows the same list");
    let changes = [
        Action::Judge(Judge::Decide(RowId(5), Some(Decision::Later))),
        Action::Judge(Judge::Adding(RowId(5), true)),
        Action::Show(Show::MatchSearch("wipe".to_owned())),
        Action::Show(Show::NoFacets),
        Action::Undo,
        Action::NewProject,
    ];
    for change in changes {
        desk.send(change);
        is_right(&desk.session);
    }
}
