//! The shape of a table around its rows: headers of two rows, sections, merged categories, notes below.
//! It looks at which cells have text and at few words; what a column means is `propose`'s to say.

use super::{ColumnPlan, Role};
use crate::table::{Merge, Record, Table};

/// Rows with a single text are headings of sections only if there are this many times as many full rows.
const MOST_SECTIONS: usize = 2;

/// Rows below the header by which the shape of a table is judged.
const JUDGED: usize = 10_000;

/// Beginnings of notes below a table, plain.
const NOTES: &[&str] = &[
    "*",
    "#",
    "note",
    "notes",
    "legend",
    "legende",
    "source",
    "quelle",
    "remark",
    "hinweis",
    "anmerkung",
    "stand",
    "as of",
    "created",
    "erstellt",
    "generated",
    "exported",
    "printed",
    "confidential",
    "vertraulich",
    "page",
    "seite",
    "nota",
    "leyenda",
    "fuente",
    "remarque",
    "confidentiel",
    "end of",
    "ende der",
];

/// The headings of all columns; those of a header of two rows joined by " / ". Blank where there is none.
pub fn headings(table: &Table, plan: &ColumnPlan) -> Vec<String> {
    let width = plan.roles.len().max(table.width());
    let Some(header) = plan.header.and_then(|index| table.records.get(index)) else {
        return vec![String::new(); width];
    };
    let below = plan.header.filter(|_| plan.two_rows).and_then(|index| table.records.get(index + 1));
    let Some(below) = below else {
        return (0..width).map(|column| text(header, column).to_owned()).collect();
    };
    let mut group = "";
    let mut headings = Vec::with_capacity(width);
    for column in 0..width {
        let (above, title) = (text(header, column), text(below, column));
        if !above.is_empty() {
            group = above;
        }
        headings.push(match (group, title) {
            (_, "") => above.to_owned(),
            ("", title) => title.to_owned(),
            (group, title) if group == title => title.to_owned(),
            (group, title) => format!("{group} / {title}"),
        });
        if title.is_empty() {
            // A title that stands over both rows begins no group.
            group = "";
        }
    }
    headings
}

/// Columns up to the last one with a heading.
pub fn named_width(table: &Table, plan: &ColumnPlan) -> usize {
    headings(table, plan).iter().rposition(|heading| !heading.is_empty()).map_or(0, |last| last + 1)
}

/// Without a header, the number of cells that most rows with text have, twice: as the least and the most.
pub fn usual_width(table: &Table) -> (usize, usize) {
    let mut widths: Vec<usize> =
        table.records.iter().map(|record| record.len()).filter(|width| *width > 1).collect();
    widths.sort_unstable();
    let usual = widths
        .chunk_by(|left, right| left == right)
        .max_by_key(|same| same.len())
        .and_then(|same| same.first().copied())
        .unwrap_or(1);
    (usual, usual)
}

/// The index of the first record below the header.
pub fn body(plan: &ColumnPlan) -> usize {
    plan.header.map_or(0, |header| header.saturating_add(1 + usize::from(plan.two_rows)))
}

fn text<'a>(record: Record<'a>, column: usize) -> &'a str {
    record.get(column).map_or("", str::trim)
}

/// The first row of a header that `scored` is one of two rows of; `None` when it stands alone.
/// `is_value` tells values such as "yes" from titles.
pub fn two_rows(table: &Table, scored: usize, is_value: impl Fn(&str) -> bool) -> Option<usize> {
    let header = table.records.get(scored)?;
    let titles = |record: Record| {
        record.filled().all(|(_, cell)| {
            !is_value(cell)
                && cell.split_whitespace().count() <= 4
                && !cell.contains(|letter: char| letter == ':' || letter.is_ascii_digit())
        })
    };
    let above = scored.checked_sub(1).and_then(|index| Some((index, table.records.get(index)?)));
    if let Some((index, groups)) = above
        && titles(groups)
        && is_over(groups, header)
    {
        return Some(index);
    }
    let below = table.records.get(scored + 1)?;
    (titles(below) && completes(header, below)).then_some(scored)
}

/// Whether a record holds titles of groups over the titles of a header: at least two, each over its first
/// column, one of them over more than one, and fewer than there are columns.
fn is_over(groups: Record, header: Record) -> bool {
    let begins: Vec<usize> = groups.filled().map(|(column, _)| column).collect();
    let columns = header.filled().count();
    let spans = begins
        .iter()
        .any(|column| text(groups, column + 1).is_empty() && !text(header, column + 1).is_empty());
    let placed = begins.iter().all(|column| !text(header, *column).is_empty());
    begins.len() >= 2 && begins.len() * 2 <= columns && spans && placed
}

/// Whether a record below holds the titles that a header lacks: where the header is blank, or a group begins.
fn completes(header: Record, below: Record) -> bool {
    let lacks = |column: usize| text(header, column).is_empty();
    let begins = |column: usize| lacks(column + 1) && !text(below, column + 1).is_empty();
    let all = below.filled().all(|(column, _)| lacks(column) || begins(column));
    let some = below.filled().filter(|(column, _)| lacks(*column)).count() > 0;
    let whole = header.filled().any(|(column, _)| text(below, column).is_empty());
    let width = header.filled().next_back().map_or(0, |(column, _)| column + 1).max(below.len());
    all && some && whole && below.filled().count() >= 2 && width > header.filled().count()
}

/// Whether the body has sections: rows with a single text, each above fuller rows, in a table of at least
/// three columns.
pub fn has_sections(table: &Table, plan: &ColumnPlan) -> bool {
    if table.width() < 3 {
        return false;
    }
    let feature = plan.roles.iter().position(|role| *role == Role::Feature);
    let (mut found, mut full, mut above_full) = (0_usize, 0_usize, true);
    // Of the rows behind the last full one: they count only when another full one follows.
    let (mut headings, mut unlike, mut heading_above) = (0_usize, false, false);
    for row in judged(table, plan) {
        if is_full(row) {
            full += 1;
            found += headings;
            above_full &= !unlike;
            (headings, unlike, heading_above) = (0, false, false);
        } else if !row.is_blank() {
            unlike |= heading_above;
            heading_above = heading_cell(row.filled(), feature).is_some();
            headings += usize::from(heading_above);
        }
    }
    found > 0 && found * MOST_SECTIONS <= full && above_full
}

/// The text of a row that may head a section, by its filled cells: its only one, in the feature column or one
/// before it.
pub fn heading_cell<'a>(
    mut filled: impl Iterator<Item = (usize, &'a str)>,
    feature: Option<usize>,
) -> Option<&'a str> {
    let (column, cell) = filled.next()?;
    (filled.next().is_none() && column <= feature?).then_some(cell)
}

/// The rows that the shape is judged by.
fn judged<'a>(table: &'a Table, plan: &ColumnPlan) -> impl Iterator<Item = Record<'a>> {
    table.records.iter().skip(body(plan)).take(JUDGED)
}

/// Whether a row is filled as rows of the table are.
fn is_full(record: Record) -> bool {
    record.filled().nth(1).is_some()
}

/// The ranges over several rows that the sheet merged in the first column of a role, below the header.
pub fn merged_rows(table: &Table, plan: &ColumnPlan, role: Role) -> Vec<Merge> {
    let Some(column) = plan.roles.iter().position(|one| *one == role) else { return Vec::new() };
    let from = table.records.get(body(plan)).map_or(0, |record| record.line);
    let covers = |range: &&Merge| {
        range.first_line >= from
            && range.last_line > range.first_line
            && (range.first_column..=range.last_column).contains(&column)
    };
    table.merges.iter().filter(covers).copied().collect()
}

/// Whether categories are merged: by the sheet's own word, else because blank cells stand below filled ones often.
pub fn has_merged_categories(table: &Table, plan: &ColumnPlan) -> bool {
    let Some(column) = plan.roles.iter().position(|role| *role == Role::Category) else { return false };
    if !merged_rows(table, plan, Role::Category).is_empty() {
        return true;
    }
    let rows = judged(table, plan).filter(|record| is_full(*record));
    let filled: Vec<bool> = rows.map(|record| !text(record, column).is_empty()).collect();
    let blank = filled.iter().filter(|filled| !**filled).count();
    filled.first() == Some(&true) && blank * 10 >= filled.len() * 3 && blank < filled.len() - 1
}

/// The index of the first record of the notes below a table: behind its last row of several cells, behind a
/// blank line or in words that begin notes. `None` when there are none, or when most rows have one cell, or when there
/// are more of them than rows.
pub fn notes_from(table: &Table, plan: &ColumnPlan) -> Option<usize> {
    let last = table.records.iter().rposition(is_full).filter(|last| *last >= body(plan))?;
    let (mut above, mut full) = (0_usize, 0_usize);
    for record in judged(table, plan).take(last + 1 - body(plan)) {
        full += usize::from(is_full(record));
        above += usize::from(!record.is_blank());
    }
    let below = table.records.iter().skip(last + 1).filter(|record| !record.is_blank()).count();
    if full * 2 <= above || below > full.max(3) {
        return None;
    }
    let mut behind_blank = false;
    for (index, record) in table.records.iter().enumerate().skip(last + 1) {
        match record.filled().next() {
            None => behind_blank = true,
            Some((_, cell)) if behind_blank || begins_note(cell) => return Some(index),
            Some(_) => {}
        }
    }
    None
}

fn begins_note(cell: &str) -> bool {
    let folded = super::words::plain(cell);
    NOTES.iter().any(|note| {
        folded.strip_prefix(note).is_some_and(|rest| {
            matches!(*note, "*" | "#")
                || rest.is_empty()
                || rest.starts_with(|letter: char| !letter.is_alphanumeric())
        })
    })
}

#[cfg(test)]
#[path = "shape/tests.rs"]
mod tests;
