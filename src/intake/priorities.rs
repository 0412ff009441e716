//! Words, letters and numbers for priority, as MoSCoW.
//! A letter or number that means different things in different lists is read only where the column itself
//! says which it is: `M` is "must" beside S, C or W and "medium" beside H or L; numbers need a heading that
//! names what they mean, such as "Priority (1 = high, 5 = low)".

use super::words::{plain, words};
use crate::model::priority::Priority;
use crate::table::trim;
use serde::{Deserialize, Serialize};

/// How a column's letters and numbers are meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scale {
    letters: Letters,
    /// The number of the highest priority, of the lowest, when the heading says so.
    numbers: Option<(u32, u32)>,
    /// Numbers that the heading itself explains.
    explained: Vec<(u32, Priority)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Letters {
    /// Nothing in the column decides.
    #[default]
    Unclear,
    /// M, S, C, W.
    Moscow,
    /// H, M, L, or their German and Romance forms.
    HighLow,
    /// A, B, C.
    Alphabet,
}

/// Which numbers are the high priorities, where the heading does not say: only the consultant can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Highest {
    /// 1, or 0 where the column has one.
    Smallest,
    /// The largest of the column, or of the heading's range.
    Largest,
}

impl Scale {
    /// The scale of a column, by its heading and values, and by what was said where these say nothing.
    pub fn of<'a>(
        heading: &str,
        values: impl Iterator<Item = &'a str> + Clone,
        said: Option<Highest>,
    ) -> Scale {
        let letters = letters(values.clone());
        let explained = explained(heading);
        let numbers = values.filter_map(|value| trim(value).parse::<u32>().ok());
        let (smallest, largest) =
            numbers.fold((1, range_end(heading)), |(least, most), one| (least.min(one), most.max(one)));
        let numbers = ends(&explained, largest).or(said.map(|said| match said {
            Highest::Smallest => (smallest, largest),
            Highest::Largest => (largest, smallest),
        }));
        Scale { letters, numbers, explained }
    }

    /// What a value means; `Unspecified` for a blank, `None` when it is not understood.
    pub fn read(&self, value: &str) -> Option<Priority> {
        let folded = plain(value);
        let bare = folded.trim_end_matches(['.', '!']);
        if bare.trim_matches('?').is_empty() {
            return Some(Priority::Unspecified);
        }
        word(bare).or_else(|| self.letter(bare)).or_else(|| self.number(bare))
    }

    fn letter(&self, letter: &str) -> Option<Priority> {
        match (self.letters, letter) {
            (Letters::Moscow, "m") | (Letters::HighLow, "h") | (Letters::Alphabet, "a") => {
                Some(Priority::Must)
            }
            (Letters::Moscow, "s") | (Letters::HighLow, "m") | (Letters::Alphabet, "b") => {
                Some(Priority::Should)
            }
            (Letters::Moscow | Letters::Alphabet, "c") | (Letters::HighLow, "l" | "n") => {
                Some(Priority::Could)
            }
            (Letters::Moscow, "w") => Some(Priority::Wont),
            _ => None,
        }
    }

    fn number(&self, text: &str) -> Option<Priority> {
        let number: u32 = text.parse().ok()?;
        if let Some((_, priority)) = self.explained.iter().find(|(known, _)| *known == number) {
            return Some(*priority);
        }
        let (highest, lowest) = self.numbers?;
        let span = highest.abs_diff(lowest);
        let down = number.abs_diff(highest);
        if span == 0 || number < highest.min(lowest) || number > highest.max(lowest) {
            return None;
        }
        // Thirds of the way from the highest to the lowest: 1 to 5 are must, must, should, should, could.
        Some(match u64::from(down) * 3 / (u64::from(span) + 1) {
            0 => Priority::Must,
            1 => Priority::Should,
            _ => Priority::Could,
        })
    }
}

/// Words that mean the same in every list.
fn word(text: &str) -> Option<Priority> {
    Some(match text {
        "-" | "–" | "n/a" | "tbd" | "unknown" | "offen" | "unbekannt" | "unklar" | "inconnu"
        | "desconocido" => Priority::Unspecified,
        "must" | "must have" | "must-have" | "mandatory" | "high" | "very high" | "highest" | "critical"
        | "essential" | "core" | "required" | "shall" | "p1" | "prio 1" | "muss" | "hoch" | "sehr hoch"
        | "zwingend" | "kritisch" | "pflicht" | "haute" | "haut" | "eleve" | "elevee" | "critique"
        | "obligatoire" | "doit" | "indispensable" | "alta" | "alto" | "critica" | "critico"
        | "obligatorio" | "imprescindible" | "debe" => Priority::Must,
        "should" | "should have" | "should-have" | "important" | "medium" | "med" | "normal" | "p2"
        | "prio 2" | "soll" | "sollte" | "mittel" | "wichtig" | "moyenne" | "moyen" | "devrait"
        | "souhaite" | "media" | "medio" | "deberia" | "importante" | "desirable" | "deseable" => {
            Priority::Should
        }
        "could" | "could have" | "could-have" | "nice" | "nice to have" | "nice-to-have" | "low"
        | "lowest" | "optional" | "p3" | "p4" | "p5" | "prio 3" | "prio 4" | "prio 5" | "kann" | "konnte"
        | "niedrig" | "gering" | "basse" | "bas" | "faible" | "pourrait" | "optionnel" | "baja" | "bajo"
        | "opcional" | "podria" => Priority::Could,
        "wont" | "won't" | "won't have" | "wont have" | "will not have" | "deferred" | "out of scope"
        | "not needed" | "not required" | "nicht notig" | "nicht benotigt" | "entfallt"
        | "pas necessaire" | "hors perimetre" | "no necesario" | "descartado" => Priority::Wont,
        _ => return None,
    })
}

/// Which letters a column uses; `M` or `C` alone decides nothing, both together are MoSCoW.
fn letters<'a>(values: impl Iterator<Item = &'a str>) -> Letters {
    let (mut moscow, mut high_low, mut alphabet) = (false, false, false);
    let (mut m, mut c) = (false, false);
    for value in values {
        let value = trim(value);
        let says = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(value));
        m |= says(&["m"]);
        c |= says(&["c"]);
        moscow |= says(&["s", "w", "should", "could", "won't"]);
        high_low |= says(&["h", "l", "n", "high", "low", "hoch", "niedrig"]);
        alphabet |= says(&["a", "b"]);
    }
    moscow |= m && c && !high_low && !alphabet;
    match (moscow, high_low, alphabet) {
        (true, false, false) => Letters::Moscow,
        (false, true, false) => Letters::HighLow,
        (false, false, true) => Letters::Alphabet,
        _ => Letters::Unclear,
    }
}

/// What a heading says of its numbers: "1 = high, 3: low", "3 essential".
fn explained(heading: &str) -> Vec<(u32, Priority)> {
    let heads = words(heading);
    let mut pairs = Vec::new();
    for (at, head) in heads.iter().enumerate() {
        let Ok(number) = head.parse::<u32>() else { continue };
        let after: Vec<&str> = heads
            .iter()
            .skip(at + 1)
            .take_while(|word| word.parse::<u32>().is_err())
            .map(String::as_str)
            .collect();
        let meaning = (1..=after.len()).rev().find_map(|count| word(&after.get(..count)?.join(" ")));
        if let Some(meaning) = meaning.filter(|meaning| *meaning != Priority::Unspecified) {
            pairs.push((number, meaning));
        }
    }
    pairs
}

/// The last number of a range such as "1-5" in a heading.
fn range_end(heading: &str) -> u32 {
    words(heading)
        .iter()
        .filter_map(|word| word.parse().ok())
        .filter(|number| *number <= 10)
        .max()
        .unwrap_or(0)
}

/// The numbers of the highest and the lowest priority: one explained end tells the other, `1` or the
/// largest number of the column.
fn ends(explained: &[(u32, Priority)], largest: u32) -> Option<(u32, u32)> {
    let number_of =
        |wanted: Priority| explained.iter().find(|(_, one)| *one == wanted).map(|(number, _)| *number);
    let other = |end: u32| if end <= 1 { largest } else { 1 };
    match (number_of(Priority::Must), number_of(Priority::Could)) {
        (Some(highest), Some(lowest)) => Some((highest, lowest)),
        (Some(highest), None) => Some((highest, other(highest))),
        (None, Some(lowest)) => Some((other(lowest), lowest)),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Priority::{Could, Must, Should, Unspecified, Wont};

    fn check(heading: &str, column: &[(&str, Option<Priority>)]) {
        check_said(heading, None, column);
    }

    fn check_said(heading: &str, said: Option<Highest>, column: &[(&str, Option<Priority>)]) {
        let scale = Scale::of(heading, column.iter().map(|(value, _)| *value), said);
        for (value, expected) in column {
            assert_eq!(scale.read(value), *expected, "{value:?} under {heading:?}");
        }
    }

    #[test]
    fn words_need_no_scale() {
        check(
            "Priority",
            &[
                ("Must", Some(Must)),
                ("hoch", Some(Must)),
                ("média", Some(Should)),
                ("Media", Some(Should)),
                ("nice to have", Some(Could)),
                ("Won’t", Some(Wont)),
                ("P1", Some(Must)),
                ("", Some(Unspecified)),
                ("soon", None),
                ("???", Some(Unspecified)),
            ],
        );
    }

    #[test]
    fn letters_mean_what_their_column_says() {
        check("Priority", &[("M", Some(Must)), ("S", Some(Should)), ("C", Some(Could)), ("W", Some(Wont))]);
        check("Priority", &[("H", Some(Must)), ("M", Some(Should)), ("L", Some(Could))]);
        check("Priorität", &[("H", Some(Must)), ("M", Some(Should)), ("N", Some(Could))]);
        check("Priority", &[("high", Some(Must)), ("M", Some(Should))]);
        check("Priority", &[("A", Some(Must)), ("B", Some(Should)), ("C", Some(Could))]);
        check("Priority", &[("M", Some(Must)), ("C", Some(Could))]);
        check("Priority", &[("M", None)]);
        check("Priority", &[("C", None)]);
        check("Priority", &[("H", None), ("M", None), ("S", None)]);
    }

    #[test]
    fn where_the_heading_is_silent_the_consultant_says_which_number_is_the_highest() {
        let five = ["1", "2", "3", "4", "5"];
        let column = |said: [Priority; 5]| five.into_iter().zip(said.map(Some)).collect::<Vec<_>>();
        let smallest = column([Must, Must, Should, Should, Could]);
        check_said("Priority", Some(Highest::Smallest), &smallest);
        check_said("Priority", Some(Highest::Largest), &column([Could, Should, Should, Must, Must]));
        // What the heading says counts for more.
        check_said("Priority (1 = high)", Some(Highest::Largest), &smallest);
        // Any number may stand in a list.
        check_said("Priority", Some(Highest::Largest), &[("4294967295", Some(Must)), ("1", Some(Could))]);
        check_said(
            "Priority 0-3",
            Some(Highest::Largest),
            &[("0", Some(Could)), ("3", Some(Must)), ("soon", None)],
        );
    }

    #[test]
    fn numbers_need_a_heading_that_explains_them() {
        check("Priority", &[("1", None), ("2", None)]);
        check("Priority (1-5)", &[("1", None), ("5", None)]);
        check(
            "Priorität (1 = hoch, 3 = niedrig)",
            &[("1", Some(Must)), ("2", Some(Should)), ("3", Some(Could)), ("4", None)],
        );
        check(
            "Weight: 3 essential, 2 desirable, 1 nice to have, 0 not needed",
            &[("3", Some(Must)), ("2", Some(Should)), ("1", Some(Could)), ("0", Some(Wont))],
        );
        check(
            "Prio (5 = highest)",
            &[
                ("5", Some(Must)),
                ("4", Some(Must)),
                ("3", Some(Should)),
                ("2", Some(Should)),
                ("1", Some(Could)),
            ],
        );
        check("Prio 1-5, 1: high", &[("1", Some(Must)), ("3", Some(Should)), ("5", Some(Could))]);
    }
}
