//! Measures the matcher on labelled lists:
//! `cargo run --release --no-default-features --example evaluate -- DIR [--jsonl FILE]`.
//!
//! Every `*.csv` of the folder has the columns `row,text,platform_hint,best,acceptable,source,difficulty`; `best` is
//! a capability's id or `NONE`, `acceptable` are others, by `;`. The product is recognised from each list's words,
//! as on import. Per list and overall it prints how often the best answer, and the best or an acceptable one, is
//! among the first 1, 3 and 5; the mean reciprocal rank; the one decision that would be proposed, `NONE` included;
//! precision, recall and F1 of `NONE`; and how often each band is right. Brackets hold 95 % bootstrap intervals.

use gapline::catalogue::load;
use gapline::intake::{Feature, product, values};
use gapline::matching::rank::Ranker;
use gapline::matching::vocabulary::Vocabulary;
use gapline::matching::{Band, Proposal, index::Index};
use gapline::model::row::RowId;
use gapline::table::{Overrides, delimited};
use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A labelled row with what was proposed for it.
struct Judged {
    text: String,
    best: String,
    acceptable: Vec<String>,
    proposal: Proposal,
}

impl Judged {
    fn has_answer(&self) -> bool {
        self.best != "NONE"
    }

    fn accepts(&self, id: &str) -> bool {
        id == self.best || self.acceptable.iter().any(|one| one == id)
    }

    /// The place of the first candidate that passes, from 1.
    fn place(&self, passes: impl Fn(&str) -> bool) -> Option<usize> {
        let found = self.proposal.candidates.iter().position(|one| passes(one.capability.as_str()));
        found.map(|place| place + 1)
    }

    fn decision(&self) -> &str {
        self.proposal.best().map_or("NONE", |best| best.capability.as_str())
    }

    /// An acceptable answer `NONE` may stand in the list, too.
    fn decided_right(&self) -> bool {
        self.accepts(self.decision())
    }

    fn band(&self) -> Band {
        self.proposal.best().map_or(Band::None, |best| best.band)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let jsonl = arguments.iter().position(|argument| argument == "--jsonl").map(|at| {
        let two: Vec<String> = arguments.drain(at..arguments.len().min(at + 2)).collect();
        two.into_iter().nth(1).unwrap_or_default()
    });
    let folder = arguments.first().ok_or("evaluate DIR [--jsonl FILE]")?;
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "csv"));
    files.sort();
    let index = Index::new(&load::builtin(), &Vocabulary::builtin());
    let mut out = std::io::stdout();
    let mut lines = jsonl.map(std::fs::File::create).transpose()?;
    let mut all = Vec::new();
    writeln!(
        out,
        "| list | rows | best 1 / 3 / 5 | best or acceptable 1 / 3 / 5 | MRR | decided | NONE precision / recall / F1 |"
    )?;
    writeln!(out, "| --- | ---: | --- | --- | --- | --- | --- |")?;
    for file in files {
        let judged = judge(&index, &file)?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if let Some(lines) = &mut lines {
            write_lines(lines, &name, &judged)?;
        }
        line(&mut out, &name, &judged.iter().collect::<Vec<_>>())?;
        all.extend(judged);
    }
    let all: Vec<&Judged> = all.iter().collect();
    line(&mut out, "all", &all)?;
    writeln!(out, "\n| band | rows | right |\n| --- | ---: | --- |")?;
    for band in Band::ALL {
        let of_band: Vec<&Judged> = all.iter().copied().filter(|one| one.band() == band).collect();
        let right = share(&of_band, |one| Some(one.decided_right()));
        writeln!(out, "| {} | {} | {right} |", band.label(), of_band.len())?;
    }
    Ok(())
}

fn judge(index: &Index, file: &Path) -> Result<Vec<Judged>, Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let table = delimited::read(&file.to_string_lossy(), &bytes, Overrides::default())?.value;
    let product = product::hint(&table);
    let mut ranker = Ranker::new(index);
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let mut judged = Vec::new();
    for record in reader.records() {
        let record = record?;
        let field = |index: usize| record.get(index).unwrap_or_default().trim();
        let feature = Feature {
            row: RowId(1),
            name: field(1).into(),
            platforms: values::platforms(field(2)).unwrap_or_default(),
            ..Feature::default()
        };
        judged.push(Judged {
            text: field(1).to_owned(),
            best: field(3).to_owned(),
            acceptable: field(4).split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect(),
            proposal: ranker.propose(&feature, product),
        });
    }
    Ok(judged)
}

fn line(out: &mut impl Write, name: &str, rows: &[&Judged]) -> std::io::Result<()> {
    let within = |most: usize, any: bool| {
        share(rows, |one| {
            let passes = |id: &str| if any { one.accepts(id) } else { id == one.best };
            one.has_answer().then(|| one.place(passes).is_some_and(|place| place <= most))
        })
    };
    let three = |any: bool| [1, 3, 5].map(|most| within(most, any)).join(" / ");
    let reciprocal = |rows: &[&Judged]| {
        let answerable: Vec<_> = rows.iter().filter(|one| one.has_answer()).collect();
        let sum: f64 = answerable
            .iter()
            .filter_map(|one| one.place(|id| one.accepts(id)))
            .map(|place| 100.0 / f64::from(u32::try_from(place).unwrap_or(u32::MAX)))
            .sum();
        sum / f64::from(u32::try_from(answerable.len().max(1)).unwrap_or(u32::MAX))
    };
    let none = |part: fn(f64, f64, f64) -> f64| {
        interval(rows, move |rows| {
            let count = |test: &dyn Fn(&&&Judged) -> bool| {
                f64::from(u32::try_from(rows.iter().filter(test).count()).unwrap_or(u32::MAX))
            };
            let hit = count(&|one| one.decision() == "NONE" && !one.has_answer());
            part(hit, count(&|one| one.decision() == "NONE"), count(&|one| !one.has_answer()))
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

fn write_lines(out: &mut impl Write, list: &str, rows: &[Judged]) -> Result<(), Box<dyn Error>> {
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
            "list": list,
            "text": one.text,
            "best": one.best,
            "acceptable": one.acceptable,
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
