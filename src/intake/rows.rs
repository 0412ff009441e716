//! Which records of a table are no features of their own, and why.
//! It never drops a record; `read` sets aside what is named here.

use super::words::words;
use super::{ColumnPlan, Reason, Role, shape};
use crate::model::row::RowId;
use crate::table::{Record, Table, delimited};

/// Words that a total's first cell consists of, figures apart.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "sub total",
    "subtotal",
    "overall",
    "sum",
    "sums",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "gesamtanzahl",
    "zwischensumme",
    "insgesamt",
    "total general",
    "totale",
    "sous total",
    "somme",
    "suma",
    "total features",
    "total devices",
    "total users",
    "total rows",
    "number of features",
    "total number of features",
    "total number of devices",
    "anzahl gesamt",
    "summe gerate",
    "nombre total",
    "numero total",
    "total appareils",
    "total dispositivos",
];

/// What decides about a record.
pub struct Sieve<'a> {
    header: Option<usize>,
    /// The cells of the header's rows as words.
    headings: Vec<Vec<Vec<String>>>,
    feature: Option<usize>,
    /// The first record below the header, and the first of the notes below the table.
    body: usize,
    notes: Option<usize>,
    plan: &'a ColumnPlan,
}

impl<'a> Sieve<'a> {
    /// The sieve of a plan.
    pub fn of(table: &Table, plan: &'a ColumnPlan) -> Sieve<'a> {
        let header = plan.header.filter(|index| *index < table.records.len());
        let body = header.map_or(0, |_| shape::body(plan));
        let rows = header.map_or(0..0, |header| header..body);
        let headings = rows
            .filter_map(|index| table.records.get(index))
            .map(|record| record.cells().map(words).collect())
            .collect();
        let feature = plan.roles.iter().position(|role| *role == Role::Feature);
        let notes = shape::notes_from(table, plan).filter(|_| plan.notes);
        Sieve { header, headings, feature, body, notes, plan }
    }

    /// Why a record is no feature of its own, if it is none. Exact repeats are not seen here.
    pub fn reason(&self, index: usize, record: Record) -> Option<Reason> {
        if record.is_blank() {
            return Some(Reason::Blank);
        }
        match self.header {
            Some(header) if index < header => return Some(Reason::AboveHeader),
            Some(_) if index < self.body => return Some(Reason::Header),
            _ => {}
        }
        match self.plan.by_hand.get(&RowId(record.line)) {
            Some(true) => return None,
            Some(false) => return Some(Reason::ByHand),
            None => {}
        }
        if self.is_header_again(record) {
            return Some(Reason::RepeatedHeader);
        }
        if delimited::names_separator(record) {
            return Some(Reason::AboveHeader);
        }
        if self.is_total(record) {
            return Some(Reason::Total);
        }
        if self.notes.is_some_and(|notes| index >= notes) {
            return Some(Reason::Below);
        }
        if self.plan.sections && shape::heading_cell(record, self.plan).is_some() {
            return Some(Reason::Section);
        }
        let named =
            self.feature.and_then(|column| record.get(column)).is_some_and(|cell| !cell.trim().is_empty());
        (!named).then_some(Reason::NoFeature)
    }

    /// Whether a record says again what a row of the header says.
    fn is_header_again(&self, record: Record) -> bool {
        self.headings.iter().any(|heading| self.repeats(heading, record))
    }

    /// Every filled cell says what the header says above it, and there are two, or the list has one column.
    fn repeats(&self, heading: &[Vec<String>], record: Record) -> bool {
        let mut same = 0;
        for (column, cell) in record.filled() {
            let above = heading.get(column);
            if above.is_none_or(|above| !begins_alike(above, cell) || *above != words(cell)) {
                return false;
            }
            same += 1;
        }
        same >= 2 || (same == 1 && self.plan.roles.len() == 1)
    }

    /// The first filled cell or the feature cell is a word for a total, and all others are figures or such
    /// words too; a feature that is called "Sum" and described is none.
    fn is_total(&self, record: Record) -> bool {
        let filled = || record.filled().map(|(_, cell)| cell);
        let named = self.feature.and_then(|column| record.get(column));
        let says_total = |cell: Option<&str>| cell.is_some_and(is_total_word);
        // The quickest test first: nearly every row has a word that is none for a total.
        filled().all(|cell| cell.bytes().any(|letter| letter.is_ascii_digit()) || is_total_word(cell))
            && (says_total(filled().next()) || says_total(named))
    }
}

/// Whether a cell may have these words: a quick look at its first letter.
fn begins_alike(words: &[String], cell: &str) -> bool {
    let first = words.first().and_then(|word| word.chars().next());
    let letter = cell.chars().find(|letter| letter.is_alphanumeric() || *letter == '#');
    match (first, letter) {
        (None, _) | (_, None) => false,
        // Other letters may be plain ones with a mark.
        (Some(first), Some(letter)) => !letter.is_ascii() || letter.to_ascii_lowercase() == first,
    }
}

/// Whether a cell may be a word for a total: all of them begin with two letters of these.
fn may_be_total(cell: &str) -> bool {
    const BEGIN: &[&str] = &["to", "gr", "su", "ov", "ge", "zw", "in", "so", "nu", "an", "no"];
    let from = cell.find(char::is_alphabetic).and_then(|at| cell.get(at..));
    let begin = from.and_then(|text| text.get(..2));
    // A letter with a mark is looked at closely.
    from.is_some()
        && begin.is_none_or(|two| BEGIN.iter().any(|one| two.eq_ignore_ascii_case(one)) || !two.is_ascii())
}

fn is_total_word(cell: &str) -> bool {
    if !may_be_total(cell) {
        return false;
    }
    let mut heads = words(cell);
    heads.retain(|word| !word.chars().all(|letter| letter.is_ascii_digit()));
    // "Total (Summe)" says it twice.
    let known = |text: &str| TOTALS.contains(&text);
    known(&heads.join(" ")) || (!heads.is_empty() && heads.iter().all(|word| known(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Overrides;

    fn check(text: &str, header: Option<usize>, expected: &[Option<Reason>]) {
        let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let roles = vec![Role::Feature, Role::Keep, Role::Devices].into_iter().take(table.width()).collect();
        let plan = ColumnPlan { header, roles, ..ColumnPlan::default() };
        let sieve = Sieve::of(&table, &plan);
        let found: Vec<Option<Reason>> =
            table.records.iter().enumerate().map(|(index, record)| sieve.reason(index, record)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn totals_are_told_from_features_that_sound_like_them() {
        let total = Some(Reason::Total);
        check(
            "VPN;Net;10\nTotal (Summe);;35\nSumme 25;;\nTotal général :;;35\nTotal number of features:;2;\n;Gesamt;35\nTotal wipe;Net;4\nSum;adds up cells;\nSumme:;;=C1+C2\n",
            None,
            &[None, total, total, total, total, total, None, None, total],
        );
    }

    #[test]
    fn headers_titles_and_blanks_are_told_apart() {
        check(
            "List of June;;\n;;\nFeature;Notes;Devices\nVPN;a;1\n FEATURE ;notes;\n;only a note;\n",
            Some(2),
            &[
                Some(Reason::AboveHeader),
                Some(Reason::Blank),
                Some(Reason::Header),
                None,
                Some(Reason::RepeatedHeader),
                Some(Reason::NoFeature),
            ],
        );
        check("sep=;\nVPN;Net;1\nMail;Net;2\n", None, &[Some(Reason::AboveHeader), None, None]);
        check(
            "Feature\nVPN\nFeature\n",
            Some(0),
            &[Some(Reason::Header), None, Some(Reason::RepeatedHeader)],
        );
    }
}
