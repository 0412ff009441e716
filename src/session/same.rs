//! Whether an action changed a session: by the pointers of what is shared, not by comparing projects and plans word by
//! word, whose code alone would be a good part of the page.

use super::state::Session;
use std::rc::Rc;

impl Session {
    /// Whether this is a copy of a session in which nothing was replaced. What is equal but made anew counts as changed.
    pub fn is_copy_of(&self, other: &Session) -> bool {
        // Taken apart, so that a part that is added cannot be forgotten here. What was found out follows from the rest.
        let Session {
            knowledge,
            places,
            project,
            list,
            lists,
            candidates,
            assessment,
            plan,
            history,
            running,
            kept_projects,
            pack_findings,
            conflicts,
            queue,
            notices,
            outbox,
            remedy,
            outlook,
            earlier_outlook,
            why,
            looked_up,
            draft,
            counted,
            source,
            saved,
            kept_project,
            today,
            slot,
            matching,
            planning,
            use_when_read,
            kept,
            view,
            last_number,
            found: _,
        } = self;
        Rc::ptr_eq(knowledge, &other.knowledge)
            && Rc::ptr_eq(places, &other.places)
            && Rc::ptr_eq(project, &other.project)
            && Rc::ptr_eq(list, &other.list)
            && Rc::ptr_eq(lists, &other.lists)
            && Rc::ptr_eq(candidates, &other.candidates)
            && Rc::ptr_eq(assessment, &other.assessment)
            && Rc::ptr_eq(plan, &other.plan)
            && Rc::ptr_eq(history, &other.history)
            && Rc::ptr_eq(running, &other.running)
            && Rc::ptr_eq(kept_projects, &other.kept_projects)
            && Rc::ptr_eq(pack_findings, &other.pack_findings)
            && Rc::ptr_eq(conflicts, &other.conflicts)
            && same_list(queue, &other.queue)
            && same_list(notices, &other.notices)
            && same_list(outbox, &other.outbox)
            && same_option(remedy, &other.remedy)
            && same_option(outlook, &other.outlook)
            && same_option(earlier_outlook, &other.earlier_outlook)
            && same_option(why, &other.why)
            && same_option(looked_up, &other.looked_up)
            && same_option(draft, &other.draft)
            && same_option(counted, &other.counted)
            && same_option(source, &other.source)
            && same_option(saved, &other.saved)
            && same_option(kept_project, &other.kept_project)
            && *today == other.today
            && *slot == other.slot
            && *matching == other.matching
            && *planning == other.planning
            && *use_when_read == other.use_when_read
            && *kept == other.kept
            && *view == other.view
            && *last_number == other.last_number
    }
}

/// The same list, or nothing twice.
fn same_list<T>(one: &Rc<Vec<T>>, other: &Rc<Vec<T>>) -> bool {
    Rc::ptr_eq(one, other) || (one.is_empty() && other.is_empty())
}

fn same_option<T>(one: &Option<Rc<T>>, other: &Option<Rc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    }
}
