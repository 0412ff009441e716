//! Words of a cell or heading, made comparable: lower case, plain letters, marks gone.
//! It knows no meaning; the vocabularies that it serves are its neighbours'.

/// The text in lower case with plain Latin letters, one blank for any run of blanks, none at the ends.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.trim().chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' | 'à' | 'â' | 'á' | 'ã' | 'å' => plain.push('a'),
            'ö' | 'ô' | 'ó' | 'ò' | 'õ' => plain.push('o'),
            'ü' | 'û' | 'ú' | 'ù' => plain.push('u'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'í' | 'î' | 'ì' | 'ï' => plain.push('i'),
            'ç' => plain.push('c'),
            'ñ' => plain.push('n'),
            'ß' => plain.push_str("ss"),
            'œ' => plain.push_str("oe"),
            '’' | '`' => plain.push('\''),
            other if other.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            // The dot that lower case leaves of a Turkish capital I.
            '\u{307}' => {}
            other => plain.push(other),
        }
    }
    plain
}

/// The words of a text, plain; `#` is a word, other marks part words.
pub fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    for letter in plain(text).chars() {
        match words.last_mut() {
            Some(word) if letter.is_alphanumeric() => word.push(letter),
            _ if letter == '#' => words.extend(["#".to_owned(), String::new()]),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The text without what stands in brackets.
pub fn outside_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            other if depth == 0 => outside.push(other),
            _ => {}
        }
    }
    outside
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_plain() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text), expected, "{text:?}");
        check("  Geräte-Plattform(en) ", &["gerate", "plattform", "en"]);
        check("# Phones", &["#", "phones"]);
        check("Nombre d’appareils\n:", &["nombre", "d", "appareils"]);
        check("Größe 2", &["grosse", "2"]);
        check("", &[]);
        assert_eq!(plain(" No  longer\u{a0}used "), "no longer used");
        assert_eq!(outside_brackets("Site (ID [or] Name) *"), "Site  *");
        assert_eq!(outside_brackets("a) b (c"), "a b ");
    }
}
