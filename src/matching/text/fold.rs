//! Text in lower case with plain letters: two texts with the same folding are "word for word" the same.
//! It knows no language and no meaning.

/// Text in lower case with plain letters, one blank between words, marks and trademark signs gone.
///
/// Two texts with the same folding are "word for word" the same.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let cleaned = text.replace("(R)", " ").replace("(TM)", " ").replace('&', " and ");
    let mut before = ' ';
    for letter in cleaned.chars() {
        match plain(letter) {
            Some(plain) => folded.push_str(plain),
            None if letter.is_alphanumeric() => folded.extend(letter.to_lowercase()),
            None if matches!(letter, '\'' | '’') && !elides(&folded) => {}
            // "Wi-Fi" and "e-mail" are one word.
            None if letter == '-' && begins_one_word(&folded) && before.is_alphabetic() => {}
            None => folded.push(' '),
        }
        before = letter;
    }
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
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
    let mut grams = Vec::with_capacity(folded.len().min(122));
    let (mut before, mut last) = (b' ', b' ');
    for letter in folded.bytes().take(120).chain([b' ']) {
        let gram = (u32::from(before) << 10) ^ (u32::from(last) << 5) ^ u32::from(letter);
        // None begins or ends beyond a word.
        let within = last != b' ' || (letter != b' ' && before == b' ');
        if within {
            grams.push(u16::try_from(gram & 0xffff).unwrap_or(0));
        }
        (before, last) = (last, letter);
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// How alike two texts are by their letters, in thousandths (Dice's coefficient).
pub fn common(left: &[u16], right: &[u16]) -> u32 {
    let (mut at, mut common) = (0, 0_u32);
    for gram in left {
        while right.get(at).is_some_and(|other| other < gram) {
            at += 1;
        }
        common += u32::from(right.get(at) == Some(gram));
    }
    let both = u32::try_from(left.len() + right.len()).unwrap_or(u32::MAX).max(1);
    2000 * common / both
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
        check("Code d’accès de l'appareil", "code d acces de l appareil");
        check("the user's e-mail", "the users email");
    }

    #[test]
    fn a_misspelling_is_alike() {
        assert!(likeness(&trigrams("compliance"), &trigrams("complaince")) > 500);
        assert!(likeness(&trigrams("compliance"), &trigrams("kiosk")) < 100);
    }
}
