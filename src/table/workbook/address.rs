//! Names of cells such as `AB12` and of ranges such as `A1:C3`. It checks no limits.

/// The line from 1 and the column from 0 of a cell such as `AB12` or `$AB$12`.
pub(super) fn cell(name: &str) -> Option<(u32, usize)> {
    let name = name.trim().trim_start_matches('$');
    let letters = name.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (column, line) = name.split_at_checked(letters)?;
    let line = line.trim_start_matches('$');
    if column.is_empty() || column.len() > 6 || !line.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = column
        .bytes()
        .fold(0_usize, |number, byte| number * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    let line = line.parse().ok().filter(|line| *line > 0)?;
    Some((line, column.checked_sub(1)?))
}

/// The first and the last cell of a range; a single cell is a range.
pub(super) fn range(name: &str) -> Option<((u32, usize), (u32, usize))> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some((cell(first)?, cell(last)?))
}

/// The letters of a column from 0: `A`, `Z`, `AA`.
pub(super) fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_ranges_are_read() {
        let check = |name: &str, expected: Option<(u32, usize)>| assert_eq!(cell(name), expected, "{name}");
        check("A1", Some((1, 0)));
        check("$ab$12", Some((12, 27)));
        check("XFD1048576", Some((1_048_576, 16_383)));
        check("A0", None);
        check("A", None);
        check("12", None);
        check("", None);
        check("A-1", None);
        check("A99999999999", None);
        check("AAAAAAAAAAAAAAAAAAAA1", None);
        check("Ä1", None);
        assert_eq!(range("A1:C3"), Some(((1, 0), (3, 2))));
        assert_eq!(range("B2"), Some(((2, 1), (2, 1))));
        assert_eq!(range("B2:"), None);
    }

    #[test]
    fn a_columns_name_is_read_as_the_column() {
        for column in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(cell(&format!("{}7", column_name(column))), Some((7, column)));
        }
    }
}
