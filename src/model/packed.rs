//! Reading the data files as `build.rs` packed them: cells ended by U+001F, records by U+001E.
//! What a cell means is for those who own the data.

/// The records of a packed file, without its head.
pub fn records(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split_terminator('\u{1e}').map(|record| record.split_terminator('\u{1f}').collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_stay() {
        let found: Vec<Vec<&str>> = records("a\u{1f}\u{1f}c\u{1f}\u{1e}d\u{1f}e\u{1f}\u{1f}\u{1e}").collect();
        assert_eq!(found, [vec!["a", "", "c"], vec!["d", "e", ""]]);
    }
}
