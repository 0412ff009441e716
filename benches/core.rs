//! The stages of the core on a list of 1,000 rows, and of a plan: `cargo xtask bench`.

use criterion::{Criterion, criterion_group, criterion_main};
use gapline::assess::{Assessment, Knowledge, assess, assess_alone, inventory_of, names, plan_input};
use gapline::estate::parse::parse_counts;
use gapline::gap::GapDecision;
use gapline::intake::{propose::propose, read::read};
use gapline::matching::decision::{Decision, Link as Matched};
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{Candidates, index::Index, rank::rank};
use gapline::model::product::SourceProduct;
use gapline::model::verdict::{Relation, Verdict};
use gapline::plan::levelling::{Activity, Demand, Link, Problem, Resource, Search, level};
use gapline::plan::schedule::dates;
use gapline::plan::simulation::{Simulation, Spread, simulate};
use gapline::plan::templates::builtin;
use gapline::project::Project;
use gapline::report::drawing::timeline::Look;
use gapline::report::outlook::sections;
use gapline::report::shown::shown;
use gapline::table::{Overrides, delimited};
use std::hint::black_box;
use std::rc::Rc;

const ROWS: usize = 1000;

/// A list of vendor terms with platforms and counts.
fn list() -> String {
    let terms = Vocabulary::builtin();
    let mut text = String::from("ID,Feature,Category,Platform,Priority,Devices\n");
    for row in 0..ROWS {
        let term = terms.terms.get(row % terms.terms.len()).map_or("", |term| term.text.as_str());
        text.push_str(&format!("{row},\"{}\",Area,\"iOS, Android\",M,{}\n", term.replace('"', ""), row * 7));
    }
    text
}

fn stages(criterion: &mut Criterion) {
    let knowledge = Knowledge::builtin();
    let text = list();
    criterion.bench_function("read 1,000 rows", |bench| {
        bench.iter(|| {
            let table =
                delimited::read("list.csv", text.as_bytes(), Overrides::default()).map(|read| read.value);
            table.map(|table| read(&table, &propose(&table).plan))
        });
    });
    criterion.bench_function("index the catalogue and the vocabulary", |bench| {
        bench.iter(|| Index::new(&knowledge.catalogue, &Vocabulary::builtin()));
    });
    let Ok(table) = delimited::read("list.csv", text.as_bytes(), Overrides::default()) else { return };
    let columns = propose(&table.value).plan;
    let inventory = read(&table.value, &columns).value;
    let index = Index::new(&knowledge.catalogue, &Vocabulary::builtin());
    criterion.bench_function("match 1,000 rows", |bench| {
        bench.iter(|| rank(&index, black_box(&inventory), Some(SourceProduct::WorkspaceOne), &mut |_, _| {}));
    });
    let candidates = Rc::new(rank(&index, &inventory, Some(SourceProduct::WorkspaceOne), &mut |_, _| {}));
    let mut project = Project {
        table: Some(Rc::new(table.value)),
        columns: Some(Rc::new(columns)),
        estate: Rc::new(parse_counts("windows=2300,ios=3900,android-corp=2200").unwrap_or_default()),
        ..Project::default()
    };
    Rc::make_mut(&mut project.plan).start = chrono::NaiveDate::from_ymd_opt(2027, 1, 11);
    let project = Rc::new(project);
    let list = Rc::new(inventory_of(&project));
    criterion.bench_function("judge and plan 1,000 rows", |bench| {
        bench.iter(|| assess(&knowledge, black_box(&project), &list, &candidates, None));
    });
}

/// A plan of so many tasks, each waiting for up to three before it, over four roles.
fn plan(tasks: usize) -> Problem {
    let mut problem = Problem { resources: vec![Resource::constant(4); 4], ..Problem::default() };
    for task in 0..tasks {
        let demands = vec![Demand { resource: task % 4, amount: 1 + (task % 3) as u32 }];
        let duration = 480 + (task as i32 * 7919) % 4320;
        problem.activities.push(Activity { duration, demands, ..Activity::default() });
        for back in [1 + task % 5, 7 + task % 11, 23].into_iter().filter(|back| *back <= task) {
            problem.links.push(Link::finish_start(task - back, task, 0));
        }
    }
    problem
}

fn plans(criterion: &mut Criterion) {
    for tasks in [50, 500] {
        let problem = plan(tasks);
        let search = Search { schedules: 100, ..Search::default() };
        criterion.bench_function(&format!("level {tasks} tasks, 100 schedules"), |bench| {
            bench.iter(|| level(black_box(&problem), &search, &mut || true));
        });
    }
    let problem = plan(120);
    let spreads: Vec<Spread> = problem
        .activities
        .iter()
        .map(|one| Spread::Triangular {
            least: one.duration * 3 / 4,
            likely: one.duration,
            most: one.duration * 2,
        })
        .collect();
    let simulation = Simulation {
        problem: &problem,
        spreads: &spreads,
        factors: &[],
        measured_in: &[],
        timed_to: &[],
        goal: None,
        target: None,
        runs: 10_000,
        seed: 1,
    };
    criterion.bench_function("simulate 120 tasks, 10,000 runs", |bench| {
        bench.iter(|| simulate(black_box(&simulation), &mut || true));
    });
}

/// A project whose plan has about so many tasks: gaps of five days each beside the templates' own.
fn project_of(tasks: usize) -> Option<Assessment> {
    let knowledge = Knowledge::builtin();
    let capability = knowledge.catalogue.capabilities.first()?.id.clone();
    let mut text = String::from("Feature,Priority\n");
    (0..tasks.saturating_sub(80)).for_each(|row| text.push_str(&format!("Feature {row},Must\n")));
    let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).ok()?.value;
    let columns = propose(&table).plan;
    let mut project = Project {
        table: Some(Rc::new(table)),
        columns: Some(Rc::new(columns)),
        estate: Rc::new(parse_counts("windows=2300,ios=900").ok()?),
        ..Project::default()
    };
    let list = inventory_of(&project).value;
    let gaps = Rc::make_mut(&mut project.gaps);
    for feature in list.features.iter() {
        let verdict = Some(Verdict::Partial);
        gaps.insert(feature.row, GapDecision { verdict, effort_days: Some(5), ..GapDecision::default() });
    }
    let links = list.features.iter().map(|feature| (feature.row, capability.clone()));
    let decisions = Rc::make_mut(&mut project.decisions);
    links.for_each(|(row, id)| {
        decisions.insert(row, Decision::Confirmed(Matched::new(id, Relation::Same).into()));
    });
    let settings = Rc::make_mut(&mut project.plan);
    settings.start = chrono::NaiveDate::from_ymd_opt(2027, 1, 11);
    settings.roles.change("endpoint".to_owned(), |role| role.people = Some(4));
    Some(assess_alone(&knowledge, project, Candidates::default()))
}

/// Dating, drawing and simulating plans of the product, growing tenfold.
fn product_plans(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("product plan");
    group.sample_size(10);
    for tasks in [50, 500, 5000] {
        let Some(assessment) = project_of(tasks) else { continue };
        let names = names(&assessment.inventory.value);
        let count = assessment.plan.value.as_ref().map_or(0, |plan| plan.tasks.len());
        let today = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap_or_default();
        group.bench_function(format!("{count} tasks: date"), |bench| {
            bench.iter(|| dates(black_box(&plan_input(&assessment, &names)), &builtin()));
        });
        group.bench_function(format!("{count} tasks: draw for the page"), |bench| {
            bench.iter(|| shown(black_box(&assessment), Look::default()));
        });
        group.bench_function(format!("{count} tasks: outlook and scenarios"), |bench| {
            bench.iter(|| sections(black_box(&assessment), today));
        });
    }
    group.finish();
}

criterion_group!(benches, stages, plans, product_plans);
criterion_main!(benches);
