//! Work for the worker: reading files, matching, exports. Natively a job is a plain function call.
//! The page only makes jobs and reads answers; `run` is linked into the worker.

use super::ask;
use super::find;
use super::given::{Given, Source};
use super::look::{Look, Seen, look};
use super::memory::Memory;
use super::subject::{Part, Subject};
use super::why;
use crate::calendar::public::{self, HolidayPlace};
use crate::calendar::{Holiday, ics};
use crate::catalogue::pack::Pack;
use crate::catalogue::{load, pack_file};
use crate::diagnostic::Checked;
use crate::export::{self, Deliverable};
use crate::intake::Inventory;
use crate::matching::packs::{self, Conflict};
use crate::matching::why::WhyNot;
use crate::matching::{Candidates, rank, vocabulary::Vocabulary};
use crate::model::capability_id::CapabilityId;
use crate::model::row::RowId;
use crate::project::ask::SheetLine;
use crate::project::file;
use crate::readiness::questions;
use crate::report::drawing::Drawing;
use crate::report::drawing::timeline::Look as PlanLook;
use crate::report::shown::{Remedy, Shown, remedy, shown};
use crate::report::{self, Section};
use crate::table::Content;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cell::LazyCell;
use std::rc::Rc;

/// The largest project, pack or calendar file that is read, in bytes: 64 MiB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A piece of work. What it needs of the project, the worker has been told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    /// Hand over what the program knows.
    Know,
    /// Look at a list that was given.
    Look(Box<Look>),
    /// Read the list of the project.
    List,
    /// Rank the capabilities for every feature of the project.
    Match,
    /// Say why a capability is not first for a row.
    Why(RowId, CapabilityId),
    /// Find the capabilities that a text means.
    Find(String),
    /// Read a sheet with the customer's answers.
    Answers(Given),
    /// Date the plan of the project.
    Plan {
        /// How it is drawn.
        look: PlanLook,
    },
    /// Say what binds the plan, and what can be done about a missed target.
    Remedy {
        /// The day, before which nothing can begin any more.
        #[serde(with = "crate::model::day::wire")]
        today: NaiveDate,
    },
    /// Say how sure the plan is, and what other plans would come to.
    Outlook {
        /// The day, before which nothing can begin any more.
        #[serde(with = "crate::model::day::wire")]
        today: NaiveDate,
    },
    /// Read a pack from a file of this name.
    ReadPack(String, Source),
    /// Write the project's pack of this name.
    WritePack(String),
    /// Find where the project's packs disagree.
    Conflicts,
    /// Make a document of the project.
    Export {
        /// Which.
        what: Deliverable,
        /// The date on the document.
        #[serde(with = "crate::model::day::wire")]
        today: NaiveDate,
    },
    /// Write the project file.
    Write,
    /// Read a project file.
    Open(Source),
    /// Read days off from a calendar file or from lines.
    Holidays(Source),
    /// Find the public holidays of a place, by its key, from the first year to the last.
    PublicHolidays(String, i32, i32),
}

impl Job {
    /// The number of the file that it is about.
    pub fn file(&self) -> Option<usize> {
        let id = match self {
            Job::Look(look) => look.given.file()?,
            Job::Answers(given) => given.file()?,
            Job::Open(Source::File(id))
            | Job::Holidays(Source::File(id))
            | Job::ReadPack(_, Source::File(id)) => *id,
            _ => return None,
        };
        usize::try_from(id).ok()
    }
}

/// What a job came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// What the program knows, as packed data files.
    Known {
        /// The capabilities.
        capabilities: String,
        /// The questions.
        questions: String,
        /// The places whose public holidays are known.
        places: Vec<HolidayPlace>,
    },
    /// A list as it will be read, or what it counts.
    Looked(Seen),
    /// The list of a project as features.
    Listed(Checked<Inventory>),
    /// Proposals for every feature.
    Matched(Rc<Candidates>),
    /// Why a capability is not first.
    Why(Box<WhyNot>),
    /// The capabilities that a text means, nearest first.
    Found(Vec<CapabilityId>),
    /// The lines of a sheet with answers.
    Answers(Vec<SheetLine>),
    /// The dated plan.
    Planned(Checked<Option<Shown>>),
    /// What binds the plan, and what can be done.
    Remedy(Remedy),
    /// How sure the plan is, and what other plans would come to.
    Outlook(Vec<Section>),
    /// A project file's content.
    Opened {
        /// The project, part by part.
        parts: Vec<Part>,
        /// The catalogue that it was saved with.
        catalogue: String,
    },
    /// Days off.
    Holidays(Checked<Vec<Holiday>>),
    /// A pack.
    Pack(Checked<Pack>),
    /// Where packs disagree.
    Conflicts(Vec<Conflict>),
    /// A document or the project file.
    Made {
        /// Name for the file.
        name: String,
        /// Content; it travels beside the answer, not in it.
        #[serde(skip)]
        bytes: Vec<u8>,
    },
    /// It could not be done; the message says why and what to do.
    Failed(String),
    /// It is not done yet: the worker's side goes on with this job when it heard what came in between; it never travels.
    #[serde(skip)]
    Paused(Job),
    /// A drawing that the worker's side of the browser paints before it answers; it never travels.
    #[serde(skip)]
    Drawn {
        /// Name for the file.
        name: String,
        /// What is to be painted.
        drawing: Drawing,
    },
}

/// What the worker tells the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromWorker {
    /// So much of it is done.
    Progress {
        /// The request's number.
        number: u32,
        /// Steps done.
        done: u32,
        /// Steps in all.
        total: u32,
    },
    /// It is done.
    Done {
        /// The request's number.
        number: u32,
        /// What it came to.
        answer: Box<Answer>,
    },
}

/// What the page tells the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToWorker {
    /// The request's number.
    pub number: u32,
    /// What changed of the project since the last message.
    pub news: Vec<Part>,
    /// The job.
    pub job: Job,
}

/// Does a job. `content` is the file that it is about, if it is about one; `progress` is told how far it is.
pub fn run(
    asked: ToWorker,
    memory: &mut Memory,
    content: Option<&dyn Content>,
    progress: &mut dyn FnMut(u32, u32),
) -> Answer {
    memory.hear(asked.news);
    done(asked.job, memory, content, progress).unwrap_or_else(Answer::Failed)
}

fn done(
    job: Job,
    memory: &mut Memory,
    content: Option<&dyn Content>,
    progress: &mut dyn FnMut(u32, u32),
) -> Result<Answer, String> {
    Ok(match job {
        Job::Know => Answer::Known {
            capabilities: load::builtin_text().to_owned(),
            questions: questions::builtin_text().to_owned(),
            places: public::places(),
        },
        Job::Look(wanted) => Answer::Looked(look(memory, *wanted, content, progress)?),
        Job::List => Answer::Listed((*memory.list()).clone()),
        Job::Match => {
            let (index, list) = (memory.index(), memory.list());
            let product = memory.project().product;
            Answer::Matched(memory.propose(rank::rank(&index, &list.value, product, progress)))
        }
        Job::Why(row, capability) => Answer::Why(Box::new(why::answer(memory, row, &capability)?)),
        Job::Find(text) => Answer::Found(find::answer(memory, &text)),
        Job::Answers(given) => Answer::Answers(ask::lines(&given, content)?),
        Job::Plan { look } => {
            let assessment = memory.dated();
            let value = shown(&assessment, look);
            Answer::Planned(Checked { value, diagnostics: assessment.plan.diagnostics.clone() })
        }
        Job::Remedy { today } => match memory.part_of_assessment() {
            Some(assessment) => Answer::Remedy(remedy(&assessment, today)),
            None => Answer::Paused(Job::Remedy { today }),
        },
        Job::Outlook { today } => match memory.part_of_outlook(today) {
            Some(sections) => Answer::Outlook((*sections).clone()),
            None => Answer::Paused(Job::Outlook { today }),
        },
        Job::Export { what, today } => {
            progress(0, 2);
            let (knowledge, assessment) = (memory.knowledge(), memory.assessment());
            progress(1, 2);
            if what == Deliverable::Picture {
                let drawing = export::drawn(&assessment).map_err(|error| error.to_string())?;
                return Ok(Answer::Drawn {
                    name: export::file_name(&assessment.project.name, what),
                    drawing,
                });
            }
            let report = LazyCell::new(|| {
                report::build::build(&knowledge, &assessment, &memory.outlook(today), today)
            });
            let made = export::write(what, &knowledge, &assessment, report, today);
            let made = made.map_err(|error| error.to_string())?;
            Answer::Made { name: made.name, bytes: made.bytes }
        }
        Job::Write => {
            let text = file::write(memory.project(), load::VERSION).map_err(|error| error.to_string())?;
            Answer::Made { name: file::name(&memory.project().name), bytes: text.into_bytes() }
        }
        Job::Open(source) => {
            let opened = file::open(&bytes(source, content)?).map_err(|error| error.to_string())?;
            let parts = Subject::of(opened.project).since(&Subject::default());
            Answer::Opened { parts, catalogue: opened.catalogue }
        }
        Job::ReadPack(name, source) => {
            Answer::Pack(pack_file::read(&name, &bytes(source, content)?, &memory.knowledge().catalogue)?)
        }
        Job::WritePack(name) => {
            let pack = memory.project().packs.pack(&name).ok_or("The project has this pack no more.")?;
            Answer::Made { name: pack_file::name(&name), bytes: pack_file::write(pack).into_bytes() }
        }
        Job::Conflicts => {
            let knowledge = memory.knowledge();
            let own = &memory.project().packs;
            Answer::Conflicts(packs::conflicts(&knowledge.catalogue, &Vocabulary::builtin(), own))
        }
        Job::Holidays(Source::Text(text)) => Answer::Holidays(ics::pasted(&text)),
        Job::Holidays(source) => {
            Answer::Holidays(ics::holidays(&String::from_utf8_lossy(&bytes(source, content)?)))
        }
        Job::PublicHolidays(place, first, last) => {
            let mut days = public::public_holidays(&place);
            days.retain(|day| (first..=last).contains(&day.date.year()));
            Answer::Holidays(Checked::clean(days))
        }
    })
}

/// The bytes of a project, pack or calendar file.
fn bytes(source: Source, content: Option<&dyn Content>) -> Result<Vec<u8>, String> {
    match source {
        Source::Text(text) => Ok(text.as_bytes().to_vec()),
        Source::File(_) => {
            let content = content.ok_or("The file is not at hand any more. Choose it again.")?;
            if content.bytes() > LARGEST {
                return Err("It is larger than 64 MiB, which no project, pack or calendar is.".to_owned());
            }
            content.read(0, content.bytes())
        }
    }
}
