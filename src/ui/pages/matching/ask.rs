//! The ask list: the questions for the customer as a sheet, to be printed, saved, and read back in.

use super::panel::source;
use crate::export::Deliverable;
use crate::intake::Feature;
use crate::matching::decision::Decision;
use crate::project::ask::{Reply, SheetLine};
use crate::report::questions::{Asked, asked, usual};
use crate::report::words::count;
use crate::session::action::{Action, Edit, Show};
use crate::session::ask::{homes, misfit, placed};
use crate::session::facets::Facet;
use crate::session::request::Purpose;
use crate::session::view::Page;
use crate::ui::root::go;
use crate::ui::store::Desk;
use crate::ui::widgets::button::{act, button, named, sends, unless};
use crate::ui::widgets::draft_area::draft_area;
use crate::ui::widgets::select::bare_menu;
use smol_str::SmolStr;
use std::rc::Rc;
use yew::prelude::*;

/// The page.
pub fn ask_page(desk: &Desk) -> Html {
    let session = &desk.session;
    let send = &desk.send;
    let all = asked(&session.project, &session.assessment.inventory.value.features);
    let none = all.is_empty();
    let save = send.reform(|_: MouseEvent| Action::Deliver(Deliverable::Questions));
    html! {
        <div class="page ask">
            <header class="head">
                <div>
                    <h1>{ if session.project.name.is_empty() { "Ask list".to_owned() } else { format!("Ask list for {}", session.project.name) } }</h1>
                    <p role="status">{ finding(&all, session.project.ask.strays.len()) }</p>
                </div>
                { act(send, "", "Back to Match", || go(Page::Match)) }
                { unless(none, "", "Print", sends(send, || Action::Print)) }
                { act(send, "", "Read answers…", || Action::Pick(Purpose::Answers)) }
                { unless(none, "primary", "Save as CSV", save) }
            </header>
            if none {
                <p>{ "No question is open. On Match, press Q or “Ask” on a feature that you cannot judge alone." }</p>
            } else {
                <div class="panel scroll"><table class="sheet" aria-label="Questions for the customer">
                    <thead><tr><th scope="col" class="number">{ "Row" }</th><th scope="col">{ "Feature" }</th>
                        <th scope="col">{ "Question" }</th><th scope="col">{ "Answer" }</th></tr></thead>
                    <tbody>{ for all.iter().map(|one| line(desk, one)) }</tbody>
                </table></div>
            }
            { strays(desk) }
        </div>
    }
}

fn finding(all: &[Asked], strays: usize) -> String {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let answered = all.iter().filter(|one| !one.replies.is_empty()).count();
    let differ = all.iter().filter(|one| one.replies.len() > 1).count();
    let mut parts = vec![count(number(all.len()), "question", "questions"), format!("{answered} answered")];
    if differ > 0 {
        parts.push(format!("{} more than one answer", count(number(differ), "has", "have")));
    }
    if strays > 0 {
        parts.push(format!("{} no question", count(number(strays), "line fits", "lines fit")));
    }
    parts.join(" · ")
}

/// One question with its answers and room for another.
fn line(desk: &Desk, one: &Asked) -> Html {
    let (feature, send) = (&one.feature, &desk.send);
    let row = feature.row;
    let ask =
        send.reform(move |text: String| Action::Edit(Edit::Decide(vec![(row, Some(Decision::Ask(text)))])));
    let about: Vec<String> = [feature.category.to_string(), feature.platforms.label()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let typed = if one.usual { String::new() } else { one.question.clone() };
    html! {
        <tr key={row.0}>
            <td class="number">{ row.to_string() }</td>
            <th scope="row" dir="auto">{ feature.name.as_str() }<small>{ about.join(" · ") }</small></th>
            <td>
                <p class="on-paper" dir="auto">{ &one.question }</p>
                { draft_area(format!("Question about row {row}"), &typed, usual(feature), 0, ask) }
            </td>
            <td>
                { for one.replies.iter().rev().map(|reply| html! {
                    <blockquote dir="auto">{ &reply.answer }<small>{ source(&reply.file, reply.day) }</small></blockquote>
                }) }
                if one.replies.len() > 1 { <p class="differs">{ "The answers differ; none was replaced." }</p> }
                <div class="room on-paper"></div>
                { draft_area(format!("Answer to row {row}"), "", "Type an answer".to_owned(), one.replies.len(), answer(desk, one)) }
                { judge(desk, feature) }
            </td>
        </tr>
    }
}

/// Takes an answer that is typed here.
fn answer(desk: &Desk, one: &Asked) -> Callback<String> {
    let (session, send) = (desk.session.clone(), desk.send.clone());
    let (row, question) = (one.feature.row, one.question.clone());
    Callback::from(move |answer: String| {
        let mut list = (*session.project.ask).clone();
        let reply = Reply { question: question.clone(), answer, file: String::new(), day: session.today };
        if list.add(row, reply) {
            send.emit(Action::Edit(Edit::AskList(list)));
        }
    })
}

fn judge(desk: &Desk, feature: &Rc<Feature>) -> Html {
    let (row, send) = (feature.row, desk.send.clone());
    let open = Callback::from(move |_: MouseEvent| {
        send.emit(go(Page::Match));
        send.emit(Action::Show(Show::NoFacets));
        send.emit(Action::Show(Show::Facet(Facet::State, Some(SmolStr::new_static("ask")))));
        send.emit(Action::Show(Show::Row(Some(row))));
    });
    named("quiet", "Judge", format!("Judge row {row}"), open)
}

/// Lines that fit no question, each to be given to a row or dismissed.
fn strays(desk: &Desk) -> Html {
    let strays = &desk.session.project.ask.strays;
    if strays.is_empty() {
        return Html::default();
    }
    html! {
        <section class="strays">
            <h2>{ "Lines that fit no question" }</h2>
            <p class="quiet">{ "Nothing is dropped: say where a line belongs, or dismiss it." }</p>
            <div class="panel scroll"><table aria-label="Lines that fit no question">
                <thead><tr><th scope="col">{ "From" }</th><th scope="col">{ "Row and feature" }</th><th scope="col">{ "Answer" }</th><th scope="col">{ "Why, and where to" }</th></tr></thead>
                <tbody>{ for strays.iter().enumerate().map(|(place, line)| stray(desk, place, line)) }</tbody>
            </table></div>
        </section>
    }
}

fn stray(desk: &Desk, place: usize, line: &SheetLine) -> Html {
    let session = desk.session.clone();
    let mut options: Vec<(AttrValue, AttrValue)> = vec![("".into(), "Belongs to…".into())];
    options.extend(homes(&session, line).iter().map(|feature| {
        (feature.row.0.to_string().into(), format!("{}: {}", feature.row, feature.name).into())
    }));
    let give = {
        let session = session.clone();
        desk.send.reform(move |row: String| {
            let row = row.parse().ok().map(crate::model::row::RowId);
            Action::Edit(Edit::AskList(if row.is_some() {
                placed(&session, place, row)
            } else {
                (*session.project.ask).clone()
            }))
        })
    };
    let why = misfit(&session, line);
    let dismiss =
        desk.send.reform(move |_: MouseEvent| Action::Edit(Edit::AskList(placed(&session, place, None))));
    html! {
        <tr>
            <td>{ &line.file }<small>{ format!("line {}", line.line) }</small></td>
            <th scope="row" dir="auto">{ format!("{} {}", line.row, line.feature) }<small dir="auto">{ &line.question }</small></th>
            <td dir="auto">{ &line.answer }</td>
            <td><p>{ why }</p>
                { bare_menu("Belongs to", options, "", give) }
                { button("quiet", "Dismiss", dismiss) }</td>
        </tr>
    }
}
