//! What the customer was asked and what came back, verbatim and in order.
//! An answer decides nothing, and none replaces another.

use crate::model::row::RowId;
use crate::model::sorted_map::SortedMap;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One answer of the customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reply {
    /// The question as it was answered.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// The file that it came in; blank when it was typed here.
    pub file: String,
    /// The day on which it was read or typed.
    #[serde(with = "crate::model::day::wire")]
    pub day: NaiveDate,
}

/// A line of a sheet that was read back. As a stray it fits no question and waits for the consultant.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SheetLine {
    /// The file that it came in.
    pub file: String,
    /// Its line there.
    pub line: u32,
    /// What it says of the row.
    pub row: String,
    /// What it says of the feature.
    pub feature: String,
    /// Its question.
    pub question: String,
    /// Its answer.
    pub answer: String,
}

impl SheetLine {
    /// The answer for the project.
    pub fn reply(&self, day: NaiveDate) -> Reply {
        let (question, answer) = (self.question.clone(), self.answer.clone());
        Reply { question, answer, file: self.file.clone(), day }
    }

    /// Whether it says the same, wherever it stands.
    fn says(&self, other: &SheetLine) -> bool {
        self.row == other.row && self.feature == other.feature && self.answer == other.answer
    }
}

/// Answers of the customer and what belongs to them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AskList {
    /// Questions of rows that are decided otherwise by now.
    pub kept: SortedMap<RowId, String>,
    /// Answers by row, oldest first.
    pub answers: SortedMap<RowId, Vec<Reply>>,
    /// Lines of sheets that fit no question, in the order in which they came.
    pub strays: Vec<SheetLine>,
}

impl AskList {
    /// The latest answer of a row.
    pub fn latest(&self, row: RowId) -> Option<&Reply> {
        self.answers.get(&row)?.last()
    }

    /// Whether the answers of a row differ.
    pub fn differs(&self, row: RowId) -> bool {
        self.answers.get(&row).is_some_and(|all| all.len() > 1)
    }

    /// Adds an answer behind the earlier ones; blank ones and a repeat of the latest are no news.
    pub fn add(&mut self, row: RowId, reply: Reply) -> bool {
        let latest = self.latest(row).map(|latest| plain(&latest.answer));
        let answer = plain(&reply.answer);
        let news = !answer.is_empty() && latest.as_ref() != Some(&answer);
        if news {
            self.answers.change(row, |all| all.push(reply));
        }
        news
    }

    /// Keeps a line that fits no question, once.
    pub fn stray(&mut self, line: SheetLine) {
        if !self.strays.iter().any(|known| known.says(&line)) {
            self.strays.push(line);
        }
    }
}

/// A text as it is compared: blanks as one, without the apostrophe that keeps a spreadsheet from running it.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let joined = words.join(" ");
    match joined.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => rest.to_owned(),
        _ => joined,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply(answer: &str) -> Reply {
        Reply { answer: answer.to_owned(), ..Reply::default() }
    }

    #[test]
    fn an_answer_never_replaces_another() {
        let mut list = AskList::default();
        let row = RowId(7);
        assert!(list.add(row, reply("On 40 scanners")));
        assert!(!list.add(row, reply(" On 40  scanners ")), "the same again is no news");
        assert!(!list.add(row, reply("  ")), "no answer is no news");
        assert!(!list.differs(row));
        assert!(list.add(row, reply("On none")));
        assert!(list.differs(row));
        let texts: Vec<&str> =
            list.answers.get(&row).unwrap().iter().map(|one| one.answer.as_str()).collect();
        assert_eq!(texts, ["On 40 scanners", "On none"]);
    }

    #[test]
    fn texts_are_compared_without_what_a_spreadsheet_adds() {
        let check = |left: &str, right: &str| assert_eq!(plain(left), plain(right));
        check("'=1+1", "=1+1");
        check("two\r\nlines", "two lines");
        check("'quoted'", "'quoted'");
        assert_ne!(plain("'quoted'"), plain("quoted'"));
    }

    #[test]
    fn a_stray_line_is_kept_once() {
        let line = SheetLine { feature: "X".to_owned(), answer: "yes".to_owned(), ..SheetLine::default() };
        let mut list = AskList::default();
        list.stray(line.clone());
        list.stray(SheetLine { line: 9, file: "again.csv".to_owned(), ..line });
        assert_eq!(list.strays.len(), 1);
    }
}
