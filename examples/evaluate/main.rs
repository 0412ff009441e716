//! Measures the matcher on labelled lists:
//! `cargo run --release --no-default-features --example evaluate -- [DIR] [--hidden] [--fit] [--jsonl FILE]`.
//!
//! Every `*.csv` of the folder has the columns `row,text,platform_hint,best,acceptable,source,difficulty`; `best` is
//! a capability's id or `NONE`, `acceptable` are others, by `;`. The product is recognised from each list's words,
//! as on import. Per list and overall it prints how often the best answer, and the best or an acceptable one, is
//! among the first 1, 3 and 5; the mean reciprocal rank; the one decision that would be proposed, `NONE` included;
//! precision, recall and F1 of `NONE`; and how often each band is right. `--hidden` measures on the project's own words
//! with an index that does not know them; `--fit` prints fitted weights; even rows of the lists are kept from it. Brackets hold 95 % bootstrap intervals.

mod cases;
mod fit;

use cases::{Group, Judged};
use gapline::catalogue::load;
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{Band, index::Index};
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut flag = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map(|at| arguments.remove(at)).is_some()
    };
    let (hidden, fit) = (flag("--hidden"), flag("--fit"));
    let jsonl = arguments.iter().position(|argument| argument == "--jsonl").map(|at| {
        let two: Vec<String> = arguments.drain(at..arguments.len().min(at + 2)).collect();
        two.into_iter().nth(1).unwrap_or_default()
    });
    let mut lists = Vec::new();
    if let Some(folder) = arguments.first() {
        let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_, std::io::Error>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "csv"));
        files.sort();
        for file in files {
            lists.extend(cases::list(&file)?);
        }
    } else if !hidden && !fit {
        return Err("evaluate [DIR] [--hidden] [--fit] [--jsonl FILE]".into());
    }
    let (catalogue, vocabulary) = (load::builtin(), Vocabulary::builtin());
    let mut groups = Vec::new();
    if hidden || fit {
        groups.extend(cases::hidden_products(&catalogue, &vocabulary));
        groups.extend(cases::hidden_texts(&catalogue, &vocabulary));
    }
    if !lists.is_empty() {
        let index = Index::new(&catalogue, &vocabulary);
        groups.push(Group { index, cases: lists });
    }
    let mut out = std::io::stdout();
    if fit {
        fit::fit(&mut out, &groups)?;
        return fit::fit_none(&mut out, &groups);
    }
    let judged: Vec<Judged> = groups.iter().flat_map(Group::judge).collect();
    if let Some(file) = jsonl {
        let mut lines = std::io::BufWriter::new(std::fs::File::create(file)?);
        write_lines(&mut lines, &judged)?;
        lines.flush()?;
    }
    report(&mut out, &judged)?;
    Ok(())
}

/// A table by list, one by half of the lists, one by band.
fn report(out: &mut impl Write, judged: &[Judged]) -> std::io::Result<()> {
    writeln!(
        out,
        "| list | rows | best 1 / 3 / 5 | best or acceptable 1 / 3 / 5 | MRR | decided | NONE precision / recall / F1 |"
    )?;
    writeln!(out, "| --- | ---: | --- | --- | --- | --- | --- |")?;
    let mut names: Vec<&str> = Vec::new();
    for one in judged {
        if !names.contains(&one.case.list.as_str()) {
            names.push(&one.case.list);
        }
    }
    let only = |test: &dyn Fn(&Judged) -> bool| judged.iter().filter(|one| test(one)).collect::<Vec<_>>();
    for name in names {
        line(out, name, &only(&|one| one.case.list == name))?;
    }
    line(out, "all", &only(&|_| true))?;
    let is_list = |one: &Judged| one.case.list.ends_with(".csv");
    line(
        out,
        "lists, rows 1, 3, 5 ... (taken by --fit)",
        &only(&|one| is_list(one) && one.case.row % 2 == 1),
    )?;
    line(
        out,
        "lists, rows 2, 4, 6 ... (left out by --fit)",
        &only(&|one| is_list(one) && one.case.row % 2 == 0),
    )?;
    writeln!(out, "\n| band | rows | right |\n| --- | ---: | --- |")?;
    for band in Band::ALL {
        let of_band = only(&|one| one.band() == band);
        let right = share(&of_band, |one| Some(one.decided_right()));
        writeln!(out, "| {} | {} | {right} |", band.label(), of_band.len())?;
    }
    Ok(())
}

fn line(out: &mut impl Write, name: &str, rows: &[&Judged]) -> std::io::Result<()> {
    let within = |most: usize, any: bool| {
        share(rows, |one| {
            let passes = |id: &str| if any { one.case.accepts(id) } else { id == one.case.best };
            one.case.has_answer().then(|| one.place(passes).is_some_and(|place| place <= most))
        })
    };
    let three = |any: bool| [1, 3, 5].map(|most| within(most, any)).join(" / ");
    let reciprocal = |rows: &[&Judged]| {
        let answerable: Vec<_> = rows.iter().filter(|one| one.case.has_answer()).collect();
        let sum: f64 = answerable
            .iter()
            .filter_map(|one| one.place(|id| one.case.accepts(id)))
            .map(|place| 100.0 / f64::from(u32::try_from(place).unwrap_or(u32::MAX)))
            .sum();
        sum / f64::from(u32::try_from(answerable.len().max(1)).unwrap_or(u32::MAX))
    };
    let none = |part: fn(f64, f64, f64) -> f64| {
        interval(rows, move |rows| {
            let count = |test: &dyn Fn(&&&Judged) -> bool| {
                f64::from(u32::try_from(rows.iter().filter(test).count()).unwrap_or(u32::MAX))
            };
            let hit = count(&|one| one.decision() == "NONE" && !one.case.has_answer());
            part(hit, count(&|one| one.decision() == "NONE"), count(&|one| !one.case.has_answer()))
        })
    };
    writeln!(
        out,
        "| {name} | {} | {} | {} | {} | {} | {} / {} / {} |",
        rows.len(),
        three(false),
        three(true),
        interval(rows, reciprocal),
        share(rows, |one| Some(one.decided_right())),
        none(|hit, said, _| if said == 0.0 { 0.0 } else { 100.0 * hit / said }),
        none(|hit, _, are| if are == 0.0 { 0.0 } else { 100.0 * hit / are }),
        none(|hit, said, are| if said + are == 0.0 { 0.0 } else { 200.0 * hit / (said + are) }),
    )
}

/// The share of rows that pass among those that count, in percent.
fn share(rows: &[&Judged], test: impl Fn(&Judged) -> Option<bool>) -> String {
    interval(rows, |rows| {
        let counted: Vec<bool> = rows.iter().filter_map(|one| test(one)).collect();
        let passed = counted.iter().filter(|one| **one).count();
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if counted.is_empty() { 0.0 } else { 100.0 * number(passed) / number(counted.len()) }
    })
}

/// A figure with its 95 % bootstrap interval, from a thousand samples of a fixed sequence.
fn interval(rows: &[&Judged], figure: impl Fn(&[&Judged]) -> f64) -> String {
    if rows.is_empty() {
        return "-".to_owned();
    }
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap_or(0)
    };
    let mut samples: Vec<f64> = (0..1000)
        .map(|_| {
            let sample: Vec<&Judged> =
                (0..rows.len()).filter_map(|_| rows.get(next() % rows.len()).copied()).collect();
            figure(&sample)
        })
        .collect();
    samples.sort_by(f64::total_cmp);
    let at = |index: usize| samples.get(index).copied().unwrap_or_default();
    format!("{:.1} [{:.0}–{:.0}]", figure(rows), at(25), at(974))
}

fn write_lines(out: &mut impl Write, rows: &[Judged]) -> Result<(), Box<dyn Error>> {
    for one in rows {
        let candidates: Vec<serde_json::Value> = one
            .proposal
            .candidates
            .iter()
            .map(|candidate| {
                serde_json::json!({
                    "id": candidate.capability.as_str(),
                    "score": candidate.score,
                    "band": candidate.band.key(),
                    "evidence": candidate.evidence.iter().map(|part| (part.points, part.words.clone())).collect::<Vec<_>>(),
                })
            })
            .collect();
        let line = serde_json::json!({
            "list": one.case.list,
            "row": one.case.row,
            "text": one.case.feature.name.to_string(),
            "best": one.case.best,
            "acceptable": one.case.acceptable,
            "decision": one.decision(),
            "why_none": one.proposal.none,
            "band": one.band().key(),
            "right": one.decided_right(),
            "candidates": candidates,
        });
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
