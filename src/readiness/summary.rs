//! What answers raise: blockers, risks and tasks, and how far each area is.
//! It dates nothing.

use crate::model::area::Area;
use crate::model::order;
use crate::model::sorted_map::SortedMap;
use crate::readiness::{Answer, AreaStanding, Effect, Question, Raised, Readiness, Reply, Standing};
use std::rc::Rc;

/// The outcome of the questionnaire.
///
/// Bad and unknown answers raise what their question says; of the unanswered questions only blockers are raised,
/// with the standing `Open`. Blockers come first, then the areas' order, then the questions' order.
pub fn summarise(questions: &[Question], answers: &SortedMap<String, Answer>) -> Readiness {
    let standings: Vec<(&Question, Standing)> =
        questions.iter().map(|question| (question, standing(question, answers.get(&question.id)))).collect();
    let mut raised: Vec<Raised> = standings
        .iter()
        .filter(|(question, standing)| match standing {
            Standing::Ready => false,
            Standing::NotReady | Standing::Unknown => true,
            Standing::Open => question.effect == Effect::Blocker,
        })
        .map(|(question, standing)| Raised {
            question: question.id.clone(),
            area: question.area,
            effect: question.effect,
            name: question.raises.clone(),
            standing: *standing,
            role: question.role.clone(),
            days: question.days,
            stage: question.stage,
            note: answers.get(&question.id).map(|answer| answer.note.clone()).unwrap_or_default(),
        })
        .collect();
    let key = |raised: &Raised| (raised.effect != Effect::Blocker, raised.area);
    order::sort(&mut raised, |left, right| key(left).cmp(&key(right)));
    let areas = Area::ALL.into_iter().map(|area| {
        let count = |wanted: &dyn Fn(Standing) -> bool| {
            let of_area = standings.iter().filter(|(question, at)| question.area == area && wanted(*at));
            u16::try_from(of_area.count()).unwrap_or(u16::MAX)
        };
        AreaStanding {
            area,
            questions: count(&|_| true),
            answered: count(&|at| at != Standing::Open),
            ready: count(&|at| at == Standing::Ready),
        }
    });
    Readiness { areas: Rc::new(areas.collect()), raised: Rc::new(raised) }
}

fn standing(question: &Question, answer: Option<&Answer>) -> Standing {
    match answer.and_then(|answer| answer.reply) {
        None => Standing::Open,
        Some(Reply::Unknown) => Standing::Unknown,
        Some(reply) if reply == question.good => Standing::Ready,
        Some(_) => Standing::NotReady,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::area::Stage;

    fn question(id: &str, area: Area, good: Reply, effect: Effect) -> Question {
        Question {
            id: id.into(),
            area,
            text: String::new(),
            why: String::new(),
            good,
            effect,
            raises: id.into(),
            role: "endpoint".into(),
            days: 3,
            stage: Stage::Before,
            source: "guide".into(),
        }
    }

    fn check(replies: &[(&str, Reply)], expected: &[(&str, Standing)]) {
        let questions = [
            question("risk", Area::Features, Reply::Yes, Effect::Risk),
            question("late-blocker", Area::Identity, Reply::No, Effect::Blocker),
            question("early-blocker", Area::Speed, Reply::Yes, Effect::Blocker),
            question("task", Area::Speed, Reply::Yes, Effect::Task),
        ];
        let answers = replies
            .iter()
            .map(|(id, reply)| ((*id).to_owned(), Answer { reply: Some(*reply), note: format!("{id}?") }))
            .collect();
        let outcome = summarise(&questions, &answers);
        let found: Vec<(&str, Standing)> =
            outcome.raised.iter().map(|raised| (raised.question.as_str(), raised.standing)).collect();
        assert_eq!(found, expected);
        assert_eq!(outcome.areas.iter().map(|area| area.questions).sum::<u16>(), 4);
        assert_eq!(outcome.areas.iter().map(|area| usize::from(area.answered)).sum::<usize>(), replies.len());
    }

    #[test]
    fn answers_raise_what_their_question_says() {
        use Standing::{NotReady, Open, Unknown};
        check(&[], &[("early-blocker", Open), ("late-blocker", Open)]);
        check(&[("early-blocker", Reply::Yes), ("late-blocker", Reply::No), ("task", Reply::Yes)], &[]);
        check(
            &[("risk", Reply::No), ("task", Reply::Unknown), ("late-blocker", Reply::Yes)],
            &[("early-blocker", Open), ("late-blocker", NotReady), ("risk", NotReady), ("task", Unknown)],
        );
    }
}
