//! Which record heads a table: by the words of its cells, else by what stands below it.
//! What the columns mean is `propose`'s to say.

use super::headers::claims;
use super::priorities::Scale;
use super::propose::{Column, FEW, columns};
use super::words::plain;
use super::{ColumnPlan, Role, counts, shape, values};
use crate::model::priority::{InUse, Priority};
use crate::table::{Record, Table, delimited};

/// Records within which the header is looked for.
const HEADER_WITHIN: usize = 30;

/// The header's first record, and whether it has two.
pub(super) fn header(table: &Table) -> (Option<usize>, bool) {
    let found = header_row(table);
    let two = found
        .and_then(|index| shape::two_rows(table, index, |cell| is_value(cell) && claims(cell).is_empty()));
    (two.or(found), two.is_some())
}

/// Among the first records the one whose cells claim most roles, at least two; else the first with several
/// cells if it names the feature, or if the values below are of another kind.
fn header_row(table: &Table) -> Option<usize> {
    let records = || table.records.iter().enumerate().take(HEADER_WITHIN);
    if table.width() == 1 {
        let names_feature = |cell: &str| {
            claims(cell).first().is_some_and(|claim| claim.role == Role::Feature && claim.sure != 3)
        };
        return records().find(|(_, record)| record.cells().any(names_feature)).map(|(index, _)| index);
    }
    let mut best: Option<(u32, usize)> = None;
    for (index, record) in records() {
        if let Some(score) = score(record)
            && best.is_none_or(|(most, _)| score > most)
        {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index).or_else(|| {
        let (index, first) = records()
            .find(|(_, record)| record.filled().nth(1).is_some() && !delimited::names_separator(*record))?;
        is_other_than_below(table, index, first).then_some(index)
    })
}

/// How much a record looks like a header; values such as "yes" or "12" speak against it.
fn score(record: Record) -> Option<u32> {
    let mut roles: Vec<Role> = Vec::new();
    let (mut sure, mut values) = (0, 0);
    for (place, (_, cell)) in record.filled().enumerate() {
        // "In use" is a heading although it would also be a value; "No" heads numbers in the first column only.
        let claim = claims(cell).into_iter().next();
        match claim {
            Some(claim) if !(claim.perhaps || claim.role == Role::Id && place > 0) || !is_value(cell) => {
                if !roles.contains(&claim.role) {
                    roles.push(claim.role);
                    sure += claim.sure;
                }
            }
            _ => values += u32::from(is_value(cell)),
        }
    }
    let score = sure.checked_sub(4 * values)?;
    (roles.len() >= 2 && score >= 5).then_some(score)
}

/// Whether a cell is a value of a vocabulary, which no heading is.
fn is_value(cell: &str) -> bool {
    let text = cell.trim();
    values::in_use(text).is_some_and(|said| said != InUse::Unknown)
        || Scale::default().read(text).is_some_and(|said| said != Priority::Unspecified)
        || counts::devices(text).flatten().is_some()
}

/// Whether a record without known headings is one all the same: it holds no values itself, and it names
/// the feature, or a column below is all values, or it looks like titles.
fn is_other_than_below(table: &Table, index: usize, record: Record) -> bool {
    let holds_value = |cell: &str| {
        is_value(cell) && claims(cell).is_empty()
            || values::platforms(cell).is_some_and(|set| !set.is_empty())
    };
    if record.cells().any(holds_value) {
        return false;
    }
    let columns = columns(table, &ColumnPlan { header: Some(index), ..ColumnPlan::default() });
    let some = columns.iter().any(|column| {
        let says_feature = column.claims.iter().any(|claim| claim.role == Role::Feature && claim.sure >= 4);
        let of_a_kind = column.values.iter().filter(|value| is_value(value)).count();
        let below = column.values.len();
        says_feature || (!column.heading.is_empty() && below >= FEW && of_a_kind * 10 >= below * 9)
    });
    some || are_titles(&columns)
}

/// Whether headings in words that are not known are titles: short, without figures, one over each column with text,
/// none of them again below; and one column below is unlike its title: its values repeat, are all longer, or all
/// hold figures.
fn are_titles(columns: &[Column]) -> bool {
    let has_figure = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let all = columns.iter().all(|column| {
        let heading = column.heading.as_str();
        let short = heading.split_whitespace().count() <= 4 && !has_figure(heading);
        let again = column.distinct.iter().any(|(value, _)| plain(value) == plain(heading));
        if heading.is_empty() { column.values.is_empty() } else { short && !again }
    });
    let unlike = |column: &Column| {
        let long = column.heading.chars().count();
        let enough = column.values.len() >= FEW && !column.heading.is_empty();
        let repeat = column.distinct.len() * 3 <= column.values.len() * 2;
        let every = |test: &dyn Fn(&str) -> bool| column.distinct.iter().all(|(value, _)| test(value));
        enough && (repeat || every(&|value| value.chars().count() > long) || every(&has_figure))
    };
    all && columns.iter().any(unlike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Overrides;

    fn check(text: &str, line: Option<u32>) {
        let table = delimited::read("list.csv", text.as_bytes(), Overrides::default()).unwrap().value;
        let found = header(&table).0.and_then(|index| table.records.get(index)).map(|record| record.line);
        assert_eq!(found, line, "{text:?}");
    }

    #[test]
    fn titles_in_words_that_are_not_known_are_seen_by_their_form() {
        check(
            "Функция;Приоритет\nУдалённая очистка;высокий\nРежим киоска;низкий\nСертификаты;средний\n",
            Some(1),
        );
        check("Funkcja;Dział\nVPN;Sieć\nWi-Fi;Sieć\nProxy;Sieć\n", Some(1));
        check("Nazwa;Termin\nVPN;3 dni\nWi-Fi;5 dni\nProxy;1 dzień\n", Some(1));
    }

    #[test]
    fn the_first_row_of_a_list_without_header_is_none() {
        check("Remote wipe;Security\nLock;Security\nKiosk mode;Devices\nVPN;Network\n", None);
        check("VPN;Network;yes\nRemote wipe;Devices;no\nKiosk mode;Devices;no\n", None);
        check("VPN\nRemote wipe\nKiosk mode\n", None);
        check("VPN;\nRemote wipe;Devices\nKiosk mode;Devices\nLock all;Devices\n", None);
    }
}
