//! What the words of the present row share with the texts of documents: noted word by word, summed text by text for
//! those documents that may be among the best. It knows nothing of points.

use super::query::Query;

/// A stem of the row in a document.
#[derive(Debug, Clone, Copy)]
struct Note {
    /// The word of the row, by place in the query.
    asked: u32,
    share: u32,
    /// The document's texts with the stem, from one place in the index's list by stems to another.
    texts: (u32, u32),
    /// The next note of the document.
    next: u32,
}

/// The notes of a document, first and last.
#[derive(Debug, Clone, Copy)]
pub struct Notes(u32, u32);

const NOWHERE: u32 = u32::MAX;

impl Notes {
    /// None.
    pub const NONE: Notes = Notes(NOWHERE, NOWHERE);
}

/// What the row shares with a text.
#[derive(Debug, Clone, Copy)]
pub struct Met {
    /// The word that was added last.
    asked: u32,
    /// In all.
    pub share: u32,
    /// In the clause of that word.
    in_clause: (u32, u32),
    /// In the clause most like it, times the inverse root of that clause's sum; 0 when no clause counts by itself.
    pub clause: u64,
}

const UNMET: Met = Met { asked: NOWHERE, share: 0, in_clause: (NOWHERE, 0), clause: 0 };

/// Scratch paper.
#[derive(Debug, Default)]
pub struct Meeting {
    notes: Vec<Note>,
    /// For each text of the present document.
    texts: Vec<Met>,
    met: Vec<u32>,
}

impl Meeting {
    /// Begins a row.
    pub fn begin(&mut self) {
        self.notes.clear();
    }

    /// Notes that a word of the row stands in texts of a document, and what it shares with them. Words come in the
    /// order of the row, the readings of a word one after the other, the surest first.
    pub fn note(&mut self, notes: &mut Notes, asked: u32, share: u32, texts: (u32, u32)) {
        let new = u32::try_from(self.notes.len()).unwrap_or(NOWHERE);
        self.notes.push(Note { asked, share, texts, next: NOWHERE });
        match self.notes.get_mut(notes.1 as usize) {
            Some(last) => last.next = new,
            None => notes.0 = new,
        }
        notes.1 = new;
    }

    /// What the row shares with each text of a document that it shares anything with, each word by its surest reading.
    /// The document's texts begin at `from`; `by_stem` is the index's list of texts by stems.
    pub fn texts(
        &mut self,
        notes: Notes,
        from: u32,
        by_stem: &[(u32, u32)],
        query: &Query,
        mut each: impl FnMut(u32, Met),
    ) {
        self.met.clear();
        let mut at = notes.0;
        while let Some(note) = self.notes.get(at as usize) {
            at = note.next;
            let clause = query.asked.get(note.asked as usize).map_or(0, |asked| asked.clause);
            let inverse_root = query.clauses.get(clause as usize).copied().unwrap_or(0);
            for (_, text) in by_stem.get(note.texts.0 as usize..note.texts.1 as usize).unwrap_or_default() {
                let place = (text - from) as usize;
                if place >= self.texts.len() {
                    self.texts.resize(place + 1, UNMET);
                }
                let Some(met) = self.texts.get_mut(place) else { continue };
                if met.asked == note.asked {
                    continue;
                }
                if met.asked == NOWHERE {
                    self.met.push(*text);
                }
                met.asked = note.asked;
                met.share += note.share;
                if inverse_root > 0 {
                    met.add_to_clause(clause, inverse_root, note.share);
                }
            }
        }
        for text in &self.met {
            if let Some(met) = self.texts.get_mut((text - from) as usize) {
                each(*text, std::mem::replace(met, UNMET));
            }
        }
    }
}

impl Met {
    fn add_to_clause(&mut self, clause: u32, inverse_root: u32, share: u32) {
        if self.in_clause.0 != clause {
            self.in_clause = (clause, 0);
        }
        self.in_clause.1 += share;
        self.clause = self.clause.max(u64::from(self.in_clause.1) * u64::from(inverse_root));
    }
}
