//! Text to comparable words: folded letters, known renames, stems.
//! It knows no capability; weights are the index's matter.

use rust_stemmers::{Algorithm, Stemmer};

/// Words that carry no meaning in a feature list.
const STOP: &[&str] = &[
    "a",
    "able",
    "ability",
    "about",
    "across",
    "all",
    "allow",
    "allows",
    "also",
    "an",
    "and",
    "any",
    "are",
    "as",
    "at",
    "be",
    "been",
    "by",
    "can",
    "capability",
    "capable",
    "e",
    "each",
    "ensure",
    "etc",
    "every",
    "feature",
    "features",
    "following",
    "for",
    "from",
    "function",
    "g",
    "has",
    "have",
    "i",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "least",
    "least",
    "like",
    "may",
    "mdm",
    "must",
    "need",
    "needs",
    "no",
    "not",
    "of",
    "on",
    "only",
    "or",
    "our",
    "per",
    "possible",
    "provide",
    "provides",
    "requirement",
    "s",
    "shall",
    "should",
    "so",
    "solution",
    "such",
    "support",
    "supported",
    "supports",
    "system",
    "that",
    "the",
    "their",
    "them",
    "these",
    "this",
    "to",
    "uem",
    "use",
    "used",
    "using",
    "via",
    "was",
    "when",
    "where",
    "which",
    "will",
    "with",
    "within",
    "without",
];

/// Names that products were sold under and spellings that mean the same.
const SAME: &[(&str, &str)] = &[
    ("enrolment", "enrollment"),
    ("enrol", "enroll"),
    ("enrolling", "enroll"),
    ("password", "passcode"),
    ("pin", "passcode"),
    ("licence", "license"),
    ("blacklist", "block"),
    ("denylist", "block"),
    ("whitelist", "allowlist"),
    ("ipad", "ios"),
    ("iphone", "ios"),
    ("ipados", "ios"),
    ("mac", "macos"),
    ("osx", "macos"),
    ("dep", "ade"),
    ("aad", "entra"),
    ("azuread", "entra"),
    ("wlan", "wifi"),
    ("sccm", "configmgr"),
    ("application", "app"),
    ("applications", "app"),
    ("apps", "app"),
    ("cert", "certificate"),
    ("certs", "certificate"),
    ("config", "configuration"),
    ("jailbroken", "jailbreak"),
    ("rooted", "root"),
];

/// Text in lower case with plain letters, one blank between words, marks and trademark signs gone.
///
/// Two texts with the same folding are "word for word" the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let cleaned =
        text.replace("(R)", " ").replace("(TM)", " ").replace('&', " and ").replace("Wi-Fi", "WiFi");
    for letter in cleaned.chars() {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            None => folded.push(' '),
        }
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'Ä' | 'á' | 'à' | 'â' | 'ã' | 'å' | 'Á' | 'À' | 'Â' => "a",
        'ö' | 'Ö' | 'ó' | 'ò' | 'ô' | 'õ' => "o",
        'ü' | 'Ü' | 'ú' | 'ù' | 'û' => "u",
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' => "e",
        'í' | 'ì' | 'î' | 'ï' => "i",
        'ß' => "ss",
        'ç' | 'Ç' => "c",
        'ñ' | 'Ñ' => "n",
        '\'' | '’' | '®' | '™' => "",
        _ => return None,
    })
}

/// A folded word, its stem, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As it stood, folded.
    pub text: String,
    /// What it is compared by.
    pub stem: String,
}

/// Turns text into words; made once, the stemmer is costly.
pub struct Words {
    stemmer: Stemmer,
}

impl Default for Words {
    fn default() -> Self {
        Words { stemmer: Stemmer::create(Algorithm::English) }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words {
    /// The words of a text that carry meaning, in order.
    pub fn of(&self, text: &str) -> Vec<Word> {
        fold(text)
            .split(' ')
            .filter(|word| !word.is_empty() && !STOP.contains(word))
            .map(|word| {
                let same = SAME.iter().find(|(from, _)| *from == word).map_or(word, |(_, to)| *to);
                Word { text: word.to_owned(), stem: self.stemmer.stem(same).into_owned() }
            })
            .collect()
    }
}

/// The trigrams of a word with its ends marked, sorted and unique.
pub fn trigrams(word: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once('^').chain(word.chars()).chain(std::iter::once('$')).collect();
    let mut grams: Vec<[char; 3]> = letters
        .windows(3)
        .filter_map(|three| match three {
            [a, b, c] => Some([*a, *b, *c]),
            _ => None,
        })
        .collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// How alike two sorted sets of trigrams are, in thousandths (Dice's coefficient).
pub fn likeness(left: &[[char; 3]], right: &[[char; 3]]) -> u32 {
    if left.is_empty() || right.is_empty() {
        return 0;
    }
    let common = left.iter().filter(|gram| right.binary_search(gram).is_ok()).count();
    u32::try_from(2000 * common / (left.len() + right.len())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_makes_spellings_equal() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected);
        check("  Wi-Fi®  profiles ", "wifi profiles");
        check("Fernlöschung", "fernloschung");
        check("Lock & wipe", "lock and wipe");
        check("Per-App VPN", "per app vpn");
    }

    #[test]
    fn spellings_and_renames_share_a_stem() {
        let words = Words::default();
        let stems = |text: &str| words.of(text).into_iter().map(|word| word.stem).collect::<Vec<_>>();
        assert_eq!(
            stems("Enrolment of devices"),
            stems("the device enrollment").into_iter().rev().collect::<Vec<_>>()
        );
        assert_eq!(stems("DEP"), stems("ADE"));
    }

    #[test]
    fn a_misspelling_is_alike() {
        assert!(likeness(&trigrams("compliance"), &trigrams("complaince")) > 500);
        assert!(likeness(&trigrams("compliance"), &trigrams("kiosk")) < 100);
    }
}
