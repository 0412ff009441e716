//! Which records of a table are no features of their own, and why.
//! It never drops a record; `read` sets aside what is named here.

use super::continued::Spans;
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

/// A record with its cells that have text, found once for all that look at them.
#[derive(Debug)]
pub struct Row<'a> {
    /// The record.
    pub record: Record<'a>,
    /// Its cells that are not blank, with their columns, trimmed.
    pub filled: Vec<(usize, &'a str)>,
}

impl<'a> Row<'a> {
    /// A record's row.
    pub fn of(record: Record<'a>) -> Row<'a> {
        Row { record, filled: record.filled().collect() }
    }

    /// The same room for the next record.
    pub fn move_to(&mut self, record: Record<'a>) {
        self.record = record;
        self.filled.clear();
        self.filled.extend(record.filled());
    }

    /// The trimmed cell of a column, if it has text.
    fn cell(&self, column: usize) -> Option<&'a str> {
        self.filled.iter().find(|(place, _)| *place == column).map(|(_, cell)| *cell)
    }
}

/// What decides about a record.
pub struct Sieve<'a> {
    header: Option<usize>,
    /// The cells of the header's rows as words.
    headings: Vec<Vec<Vec<String>>>,
    feature: Option<usize>,
    /// The first record below the header, and the first of the notes below the table.
    body: usize,
    notes: Option<usize>,
    spans: Spans,
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
        Sieve { header, headings, feature, body, notes, spans: Spans::of(table, plan), plan }
    }

    /// Why a record is no feature of its own, if it is none. Exact repeats are not seen here.
    pub fn reason(&self, index: usize, row: &Row) -> Option<Reason> {
        if row.filled.is_empty() {
            return Some(Reason::Blank);
        }
        match self.header {
            Some(header) if index < header => return Some(Reason::AboveHeader),
            Some(_) if index < self.body => return Some(Reason::Header),
            _ => {}
        }
        match self.plan.by_hand.get(&RowId(row.record.line)) {
            Some(true) => return None,
            Some(false) => return Some(Reason::ByHand),
            None => {}
        }
        if self.headings.iter().any(|heading| self.repeats(heading, row)) {
            return Some(Reason::RepeatedHeader);
        }
        if row.filled.iter().all(|(_, cell)| !cell.contains(char::is_alphanumeric)) {
            // A rule drawn below a header or between rows.
            return Some(Reason::NoFeature);
        }
        if delimited::names_separator(row.record) {
            return Some(Reason::AboveHeader);
        }
        let named = self.feature.and_then(|column| row.cell(column));
        if is_total(row, named) {
            return Some(Reason::Total);
        }
        if named.is_none() && self.continues(row).is_some() {
            return Some(Reason::Continued);
        }
        if self.notes.is_some_and(|notes| index >= notes) {
            return Some(Reason::Below);
        }
        let heading = || shape::heading_cell(row.filled.iter().copied(), self.feature);
        if self.plan.sections && heading().is_some() {
            return Some(Reason::Section);
        }
        named.is_none().then_some(Reason::NoFeature)
    }

    /// The row in which the feature's cell begins that covers a row.
    pub fn continues(&self, row: &Row) -> Option<RowId> {
        self.spans.begin(row.record.line)
    }

    /// Whether a record says again what a row of the header says: every filled cell what stands above it, and
    /// there are two, or the list has one column.
    fn repeats(&self, heading: &[Vec<String>], row: &Row) -> bool {
        let again = |(column, cell): &(usize, &str)| {
            heading.get(*column).is_some_and(|above| begins_alike(above, cell) && *above == words(cell))
        };
        row.filled.iter().all(again) && (row.filled.len() >= 2 || self.plan.roles.len() == 1)
    }
}

/// The first filled cell or the feature cell is a word for a total, and all others are figures or such
/// words too; a feature that is called "Sum" and described is none.
fn is_total(row: &Row, named: Option<&str>) -> bool {
    let first = row.filled.first().map(|(_, cell)| *cell);
    // The quickest test first: hardly any row begins with such a word.
    [first, named].into_iter().flatten().any(is_total_word)
        && row
            .filled
            .iter()
            .all(|(_, cell)| cell.bytes().any(|letter| letter.is_ascii_digit()) || is_total_word(cell))
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

/// Whether a cell may be a word for a total: all of them begin with three letters of these.
fn may_be_total(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let first = bytes.iter().position(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    match first.and_then(|first| bytes.get(first..)).unwrap_or_default() {
        short if short.len() < 3 && short.is_ascii() => false,
        [one, two, three, ..] if one.is_ascii() && two.is_ascii() && three.is_ascii() => matches!(
            &[one.to_ascii_lowercase(), two.to_ascii_lowercase(), three.to_ascii_lowercase()],
            b"tot"
                | b"gra"
                | b"sub"
                | b"ove"
                | b"sum"
                | b"ges"
                | b"zwi"
                | b"ins"
                | b"sou"
                | b"som"
                | b"num"
                | b"anz"
                | b"nom"
        ),
        // A letter with a mark is looked at closely.
        _ => true,
    }
}

fn is_total_word(cell: &str) -> bool {
    if !may_be_total(cell) {
        return false;
    }
    let mut heads = words(cell);
    heads.retain(|word| !word.chars().all(|letter| letter.is_ascii_digit()));
    // "Total (Summe)" says it twice.
    let known = |text: &str| TOTALS.contains(&text);
    let whole = heads.join(" ");
    // A subtotal may name its group; "Total wipe" is a feature.
    let of_group = ["sub total ", "subtotal ", "sous total ", "zwischensumme "];
    heads.len() <= 5 && of_group.iter().any(|begin| whole.starts_with(begin))
        || known(&whole)
        || (!heads.is_empty() && heads.iter().all(|word| known(word)))
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
        let found: Vec<Option<Reason>> = table
            .records
            .iter()
            .enumerate()
            .map(|(index, record)| sieve.reason(index, &Row::of(record)))
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn totals_are_told_from_features_that_sound_like_them() {
        let total = Some(Reason::Total);
        check(
            "VPN;Net;10\nTotal (Summe);;35\nSumme 25;;\nTotal général :;;35\nTotal number of features:;2;\n;Gesamt;35\nTotal wipe;Net;4\nSum;adds up cells;\nSumme:;;=C1+C2\nSous-total réseau;;35\nSubtotal by hand;works;2\n",
            None,
            &[None, total, total, total, total, total, None, None, total, total, None],
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
            "Feature|Notes|Devices\n---|:--|==\nVPN|a|1\n*|a|\n",
            Some(0),
            &[Some(Reason::Header), Some(Reason::NoFeature), None, None],
        );
        check(
            "Feature\nVPN\nFeature\n",
            Some(0),
            &[Some(Reason::Header), None, Some(Reason::RepeatedHeader)],
        );
    }
}
