//! The parts of a score: what a document has in common with a row, and what each part of that counts.
//! It sums what the texts of a document bring; which texts are read is the matter of `score`.

use super::index::{Figures, likeness};
use super::met::{Met, Notes};

/// Parts of a score.
pub const PARTS: usize = 14;

/// Which part stands where.
pub mod part {
    /// Likeness to the most alike text.
    pub const TEXT: usize = 0;
    /// Likeness to the second text.
    pub const SECOND: usize = 1;
    /// Likeness to all others.
    pub const OTHERS: usize = 2;
    /// A text that the row contains.
    pub const CONTAINED: usize = 3;
    /// Likeness of the best part of a long row.
    pub const CLAUSE: usize = 4;
    /// Words of the row that the capability's texts hold.
    pub const WORDS: usize = 5;
    /// The same words, by how typical they are of its texts.
    pub const TYPICAL: usize = 6;
    /// How much of the capability's name the row covers.
    pub const NAME: usize = 7;
    /// Likeness of the letters.
    pub const LETTERS: usize = 8;
    /// The row's platform is one of the capability's.
    pub const PLATFORM: usize = 9;
    /// It is none of them.
    pub const OTHER_PLATFORM: usize = 10;
    /// The row names no platform, the capability is for one only.
    pub const NARROW: usize = 11;
    /// The row asks for the opposite.
    pub const OPPOSITE: usize = 12;
    /// The row's category names the capability's area.
    pub const AREA: usize = 13;
}

/// Points for a part of the score that is as large as it can be.
pub type Weights = [i32; PARTS];

/// Fitted by `cargo run --release --example evaluate -- --fit`, see `docs/matching.md`; opposite actions and the area
/// stand in too few rows for that, theirs are judged.
pub const WEIGHTS: Weights = [28, 46, 13, 31, 10, 53, 20, 25, 18, 16, -24, -5, -15, 5];

/// A text of so much rarity says as much as one can.
pub const FULL: u32 = 9000;

/// What the texts of a document share with a row at most, summed word by word before any of them is read.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// In one text.
    pub share: u32,
    /// In two texts and in three together: a word counts as often as texts have it.
    in_two: u32,
    in_three: u32,
    /// In all texts together.
    pub in_all: u32,
    /// Texts with a word of the row, each as often as it has one.
    pub texts: u32,
    /// What the present word shares, and texts with it.
    word: (u32, u32),
}

impl Most {
    const NOTHING: Most = Most { share: 0, in_two: 0, in_three: 0, in_all: 0, texts: 0, word: (0, 0) };

    /// Begins a word.
    pub fn next_word(&mut self) {
        self.word = (0, 0);
    }

    /// Adds texts that have a reading of the present word.
    pub fn add(&mut self, share: u32, texts: u32) {
        let (before, had) = self.word;
        let (now, have) = (before.max(share), had + texts);
        self.share += now - before;
        self.in_two += now * have.min(2) - before * had.min(2);
        self.in_three += now * have.min(3) - before * had.min(3);
        self.in_all += now * have - before * had;
        self.texts += texts;
        self.word = (now, have);
    }

    /// No text shares more than the first, no second one more than the second, none behind these more than the third:
    /// of what two share together the lesser has half at most.
    pub fn shares(&self) -> [u32; 3] {
        [self.share, (self.in_two / 2 + 1).min(self.share), (self.in_three / 3 + 1).min(self.share)]
    }
}

/// What a document has got so far.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The row that it was found for last.
    pub row: u32,
    /// The word of a row that was counted last.
    pub step: u32,
    /// What its texts share with the row at most.
    pub most: Most,
    /// Most words of the row that read one stem of it.
    pub crowd: u32,
    /// No text of it with a word of the row has a smaller sum of rarities.
    pub least: u32,
    /// Where the row's words stand in its texts.
    pub notes: Notes,
    /// Likeness to the two most alike texts, in thousandths, and the first of them.
    pub best: (u32, u32),
    /// The second.
    pub second: (u32, u32),
    /// The sum of the likeness to all others.
    pub others: u32,
    /// The fullest text that the row contains, and how full, in thousandths.
    pub contained: (u32, u32),
    /// The text most like one clause of the row.
    pub clause: (u32, u32),
    /// How much of the name is covered, in thousandths.
    pub name: u32,
    /// What words share: by the best text with them, and by how typical they are.
    pub words: [u32; 2],
}

impl Parts {
    /// What a document has that shares nothing with a row.
    pub const NOTHING: Parts = Parts {
        row: 0,
        step: 0,
        most: Most::NOTHING,
        crowd: 0,
        least: u32::MAX,
        notes: Notes::NONE,
        best: (0, 0),
        second: (0, 0),
        others: 0,
        contained: (0, 0),
        clause: (0, 0),
        name: 0,
        words: [0; 2],
    };

    /// Adds a text of the document; `asked` is the inverse root of the row's sum, `factor` how much the text counts.
    pub fn add(&mut self, place: u32, text: &Figures, met: Met, asked: u64, factor: u32) {
        let by_factor = |thousandths: u32| thousandths.min(1000) * factor / 100;
        let alike = by_factor(likeness(u64::from(met.share) * asked, text.inverse_root));
        if alike > self.best.0 {
            self.others += self.second.0;
            (self.second, self.best) = (self.best, (alike, place));
        } else if alike > self.second.0 {
            self.others += self.second.0;
            self.second = (alike, place);
        } else {
            self.others += alike;
        }
        let covered = (u64::from(met.share) * 1000 * u64::from(text.inverse)) >> 32;
        let covered = u32::try_from(covered).unwrap_or(1000).min(1000);
        let contained = by_factor(covered * covered / 1000 * text.whole.min(FULL) / FULL);
        if contained > self.contained.0 {
            self.contained = (contained, place);
        }
        if text.is_name {
            self.name = self.name.max(covered);
        }
        if met.clause > 0 {
            let clause = by_factor(likeness(met.clause, text.inverse_root));
            if clause > self.clause.0 {
                self.clause = (clause, place);
            }
        }
    }
}
