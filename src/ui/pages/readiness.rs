//! The Readiness page: the nine areas with their questions, and what the answers raise.

use crate::model::area::Area;
use crate::readiness::{Answer, Effect, Question, Reply};
use crate::session::action::{Action, Edit};
use crate::session::view::Page;
use crate::ui::root::go;
use crate::ui::store::{Desk, use_desk};
use crate::ui::widgets::button::act;
use crate::ui::widgets::field::hinted;
use yew::prelude::*;

/// The page.
#[component]
pub fn ReadinessPage() -> Html {
    let desk = &use_desk();
    let session = &desk.session;
    let send = &desk.send;
    let area = use_state(|| Area::Features);
    let readiness = &session.assessment.readiness;
    let answered: u16 = readiness.areas.iter().map(|area| area.answered).sum();
    let asked: u16 = readiness.areas.iter().map(|area| area.questions).sum();
    let blockers = readiness.raised.iter().filter(|raised| raised.effect == Effect::Blocker).count();
    let tabs = readiness.areas.iter().map(|standing| {
        let choose = {
            let area = area.clone();
            let this = standing.area;
            Callback::from(move |_: MouseEvent| area.set(this))
        };
        html! {
            <li key={standing.area.key()}>
                <button class="plain" aria-current={(*area == standing.area).then_some("true")} onclick={choose}>
                    <span>{ standing.area.label() }</span>
                    <small>{ format!("{}/{}", standing.answered, standing.questions) }</small>
                </button>
            </li>
        }
    });
    let questions = session.knowledge.questions.iter().filter(|question| question.area == *area);
    html! {
        <div class="page readiness">
            <header class="head">
                <div>
                    <h1>{ "Readiness" }</h1>
                    <p>{ format!("{answered} of {asked} questions answered · {blockers} blockers open") }</p>
                </div>
                { act(send, "primary", "Go on to Plan", || go(Page::Plan)) }
            </header>
            <div class="columns three">
                <nav class="panel areas" aria-label="Consideration areas"><ol>{ for tabs }</ol></nav>
                <section class="panel questions" tabindex="0" aria-label={area.label()}>
                    <h2>{ area.label() }</h2>
                    { for questions.map(|question| question_row(desk, &QuestionProps { question: question.clone(), answer: session.project.answers.get(&question.id).cloned().unwrap_or_default() })) }
                </section>
                { raised(desk) }
            </div>
        </div>
    }
}

struct QuestionProps {
    question: Question,
    answer: Answer,
}

/// A question with its three answers and a note.
fn question_row(desk: &Desk, props: &QuestionProps) -> Html {
    let send = &desk.send;
    let question = &props.question;
    let replies = [Reply::Yes, Reply::No, Reply::Unknown].map(|reply| {
        let (id, answer) = (question.id.clone(), props.answer.clone());
        let chosen = answer.reply == Some(reply);
        let click = send.reform(move |_: MouseEvent| {
            let reply = if chosen { None } else { Some(reply) };
            Action::Edit(Edit::Answer(id.clone(), Answer { reply, ..answer.clone() }))
        });
        html! { <button class="reply" data-reply={reply.label()} aria-pressed={chosen.to_string()} onclick={click}>{ reply.label() }</button> }
    });
    let note = {
        let (id, answer) = (question.id.clone(), props.answer.clone());
        send.reform(move |note: String| {
            Action::Edit(Edit::Answer(id.clone(), Answer { note, ..answer.clone() }))
        })
    };
    let bad = props.answer.reply.is_some_and(|reply| reply != question.good);
    html! {
        <fieldset class="question" data-bad={bad.to_string()}>
            <legend>{ &question.text }</legend>
            <p class="quiet">{ &question.why }</p>
            <div class="replies">{ for replies }
                { hinted(format!("Note: {}", question.text), "Note", props.answer.note.clone(), note) }
            </div>
            if bad {
                <p class="raises">{ format!("{}: {}{}", question.effect.label(), question.raises,
                    if question.days > 0 { format!(", {} working days", question.days) } else { String::new() }) }</p>
            }
        </fieldset>
    }
}

/// What the answers raise.
fn raised(desk: &Desk) -> Html {
    let session = &desk.session;
    let raised = &session.assessment.readiness.raised;
    html! {
        <aside class="panel side" tabindex="0" aria-label="What the answers raise">
            <h2>{ "What the answers raise" }</h2>
            if raised.is_empty() { <p class="quiet">{ "Nothing so far." }</p> }
            <ul class="raised">
                { for raised.iter().map(|one| html! {
                    <li key={one.question.clone()}>
                        <b data-effect={one.effect.label()}>{ one.effect.label() }</b>
                        <span>{ &one.name }</span>
                        <small>{ format!("{} · {}{}", one.area.label(), one.role, if one.days > 0 { format!(" · {} days", one.days) } else { String::new() }) }</small>
                    </li>
                }) }
            </ul>
            <p class="quiet">{ "What has days becomes a task of the plan once it is answered. A blocker that nobody has answered is listed until it is." }</p>
        </aside>
    }
}
