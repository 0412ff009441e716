//! Text in lower case with plain letters: two texts with the same folding are "word for word" the same.
//! It knows no language and no meaning.

/// Text in lower case with plain letters, one blank between words, marks and trademark signs gone.
///
/// Two texts with the same folding are "word for word" the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let mark = || ["R)", "TM)"].into_iter().find(|mark| rest.as_str().starts_with(mark));
        match letter {
            'a'..='z' | '0'..='9' => folded.push(letter),
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            '&' => {
                end_word(&mut folded);
                folded.push_str("and ");
            }
            '(' => {
                if let Some(mark) = mark() {
                    rest.nth(mark.len() - 1);
                }
                end_word(&mut folded);
            }
            '\'' | '’' if !elides(&folded) => {}
            // "Wi-Fi" and "e-mail" are one word.
            '-' if begins_one_word(&folded) && before.is_alphabetic() => {}
            _ => match plain(letter) {
                Some(plain) => folded.push_str(plain),
                None if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
                None => end_word(&mut folded),
            },
        }
        before = if letter == '&' { ' ' } else { letter };
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// One blank behind a word, none at the beginning.
fn end_word(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Whether what stands before an apostrophe is a French article or pronoun, which is a word of its own.
fn elides(folded: &str) -> bool {
    matches!(last_word(folded), "l" | "d" | "qu" | "n" | "s" | "c" | "j" | "m" | "t")
}

fn begins_one_word(folded: &str) -> bool {
    matches!(last_word(folded), "wi" | "e")
}

fn last_word(folded: &str) -> &str {
    folded.rsplit(' ').next().unwrap_or_default()
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
        '®' | '™' => "",
        _ => return None,
    })
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

/// The trigrams of a folded text as numbers, its first 120 letters; sorted and unique.
pub fn grams(folded: &str) -> Vec<u16> {
    let mut grams: Vec<u16> = each_gram(folded).collect();
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// The same as they stand, repeated ones too.
fn each_gram(folded: &str) -> impl Iterator<Item = u16> {
    let (mut before, mut last) = (b' ', b' ');
    folded.bytes().take(120).chain([b' ']).filter_map(move |letter| {
        let gram = (u32::from(before) << 10) ^ (u32::from(last) << 5) ^ u32::from(letter);
        // None begins or ends beyond a word.
        let within = last != b' ' || (letter != b' ' && before == b' ');
        (before, last) = (last, letter);
        within.then(|| u16::try_from(gram & 0xffff).unwrap_or(0))
    })
}

/// The letters of one text, to be compared with those of many.
#[derive(Debug, Default)]
pub struct Letters {
    grams: Vec<u16>,
    /// A bit for each gram.
    bits: Vec<u32>,
}

impl Letters {
    /// Takes another text, folded.
    pub fn set(&mut self, folded: &str) {
        self.bits.resize(1 << 11, 0);
        for gram in self.grams.drain(..) {
            if let Some(bits) = self.bits.get_mut(usize::from(gram >> 5)) {
                *bits = 0;
            }
        }
        for gram in each_gram(folded) {
            if let Some(bits) = self.bits.get_mut(usize::from(gram >> 5))
                && *bits >> (gram & 31) & 1 == 0
            {
                *bits |= 1 << (gram & 31);
                self.grams.push(gram);
            }
        }
    }

    /// How alike another text is by its [`grams`], in thousandths (Dice's coefficient).
    pub fn likeness(&self, grams: &[u16]) -> u32 {
        let has = |gram: u16| self.bits.get(usize::from(gram >> 5)).map_or(0, |bits| bits >> (gram & 31) & 1);
        let common: u32 = grams.iter().map(|gram| has(*gram)).sum();
        let both = u32::try_from(self.grams.len() + grams.len()).unwrap_or(u32::MAX).max(1);
        2000 * common / both
    }
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
        check("Code d’accès de l'appareil", "code d acces de l appareil");
        check("the user's e-mail", "the users email");
    }

    #[test]
    fn a_misspelling_is_alike() {
        let mut letters = Letters::default();
        for text in ["kiosk", "compliance"] {
            letters.set(text);
            assert_eq!(letters.likeness(&grams(text)), 1000, "{text}");
        }
        assert!(letters.likeness(&grams("complaince")) > 500);
        assert!(letters.likeness(&grams("kiosk")) < 100);
    }
}
