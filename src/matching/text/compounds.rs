//! German compounds in their parts: "Kennwortrichtlinie" is "Kennwort" and "Richtlinie".
//! It knows the words that it was taught, and no grammar beyond the letters that join two words.

use rustc_hash::FxHashMap;

/// What may stand between two parts.
const JOINTS: &[&str] = &["", "s", "es", "n", "en", "er", "e"];
/// Shorter words are no parts.
const SHORTEST: usize = 3;

/// A part that stands alone beside an unknown one has at least so many letters.
const LONG_ENOUGH: usize = 5;

/// The words that may be parts.
#[derive(Debug, Default)]
pub struct Compounds {
    /// Stems by folded word.
    words: FxHashMap<String, String>,
}

impl Compounds {
    /// Learns a folded word and its stem.
    pub fn learn(&mut self, word: &str, stem: String) {
        if word.len() >= SHORTEST && word.bytes().all(|letter| letter.is_ascii_lowercase()) {
            self.words.entry(word.to_owned()).or_insert(stem);
        }
    }

    /// The stems of a word's parts; none when it is no compound of known words.
    pub fn split(&self, word: &str) -> Vec<String> {
        if word.len() < 2 * SHORTEST + 1 || !word.is_ascii() {
            return Vec::new();
        }
        self.parts(word, 0).or_else(|| self.known_part(word)).unwrap_or_default()
    }

    /// Whether a word ends as German nouns do, or is a compound.
    pub fn is_german(&self, word: &str) -> bool {
        ["ung", "ungen", "keit", "keiten", "heit", "schaft"].iter().any(|end| word.ends_with(end))
            || self.parts(word, 0).is_some()
    }

    /// The longest known end, else the longest known beginning, of a word whose other part is not known.
    fn known_part(&self, word: &str) -> Option<Vec<String>> {
        let long = word.len().checked_sub(LONG_ENOUGH)?;
        let mut ends = (2..=long).filter_map(|at| self.words.get(word.get(at..)?));
        let mut begins = (LONG_ENOUGH..word.len() - 1).rev().filter_map(|at| self.words.get(word.get(..at)?));
        ends.next().or_else(|| begins.next()).map(|stem| vec![stem.clone()])
    }

    /// The longest last part first; the fewest parts win by that.
    fn parts(&self, word: &str, depth: u8) -> Option<Vec<String>> {
        for at in SHORTEST..=word.len().saturating_sub(SHORTEST + usize::from(depth == 0)) {
            let (front, last) = (word.get(..at)?, word.get(at..)?);
            let Some(last_stem) = self.words.get(last).filter(|_| last.len() > SHORTEST) else {
                continue;
            };
            for joint in JOINTS {
                let Some(bare) = front.strip_suffix(joint).filter(|bare| bare.len() >= SHORTEST) else {
                    continue;
                };
                if let Some(stem) = self.words.get(bare) {
                    return Some(vec![stem.clone(), last_stem.clone()]);
                }
                if depth < 2
                    && let Some(mut parts) = self.parts(bare, depth + 1)
                {
                    parts.push(last_stem.clone());
                    return Some(parts);
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_of_known_words_are_split_and_no_others() {
        let mut compounds = Compounds::default();
        for word in [
            "kennwort",
            "richtlinie",
            "gerate",
            "gerat",
            "sperre",
            "wiederherstellung",
            "schlussel",
            "fern",
            "loschung",
        ] {
            compounds.learn(word, word.to_owned());
        }
        let check = |word: &str, parts: &[&str]| assert_eq!(compounds.split(word), parts, "{word}");
        check("kennwortrichtlinie", &["kennwort", "richtlinie"]);
        check("geratesperre", &["gerate", "sperre"]);
        check("wiederherstellungsschlussel", &["wiederherstellung", "schlussel"]);
        check("fernloschung", &["fern", "loschung"]);
        check("geratekennwortrichtlinie", &["gerate", "kennwort", "richtlinie"]);
        check("kennwort", &[]);
        check("richtlinienlos", &["richtlinie"]);
        check("stapelsperre", &["sperre"]);
        check("losgerat", &["gerat"]);
        check("los", &[]);
        check("", &[]);
    }
}
