//! Counts of devices as customers write them: with thousands separators, units and "about".
//! What could be two numbers is not read; the cell stays verbatim in any case.

use super::words::plain;
use crate::model::units::Devices;

/// Words for "all of them" and for "not said".
const NOT_SAID: &[&str] = &[
    "",
    "-",
    "–",
    "?",
    "all",
    "alle",
    "tous",
    "toutes",
    "todos",
    "todas",
    "any",
    "tbd",
    "n/a",
    "na",
    "k.a.",
    "unknown",
    "unbekannt",
    "inconnu",
    "desconocido",
];

/// What may stand before a number.
const ABOUT: &[&str] = &[
    "approximately",
    "approx.",
    "approx",
    "about",
    "around",
    "circa",
    "ca.",
    "ca",
    "rund",
    "etwa",
    "environ",
    "env.",
    "env",
    "aprox.",
    "unos",
    "max.",
    "max",
    "min.",
    "~",
    "≈",
    ">",
    "<",
    "≥",
    "≤",
    "=",
    "+",
];

/// What may stand after a number.
const UNITS: &[&str] = &[
    "devices",
    "device",
    "users",
    "user",
    "phones",
    "tablets",
    "units",
    "pcs",
    "gerate",
    "gerat",
    "endgerate",
    "nutzer",
    "benutzer",
    "anwender",
    "stuck",
    "stk.",
    "stk",
    "appareils",
    "terminaux",
    "postes",
    "utilisateurs",
    "dispositivos",
    "equipos",
    "usuarios",
    "+",
];

/// A count: "8.400", "8,400", "8 400", "8'400" are 8400; "ca. 300", "300+" and "300 devices" are 300;
/// "5k" is 5000; a fraction of zeros as spreadsheets add it is dropped. `Some(None)` when the cell says
/// "all" or nothing; `None` when it is no count.
pub fn devices(value: &str) -> Option<Option<Devices>> {
    if value.len() < 10 && !value.is_empty() && value.bytes().all(|digit| digit.is_ascii_digit()) {
        // What most cells are.
        return value.parse().ok().map(|number| Some(Devices(number)));
    }
    let folded = plain(value);
    if NOT_SAID.contains(&folded.as_str()) {
        return Some(None);
    }
    let mut text = folded.as_str();
    while let Some(rest) = ABOUT.iter().find_map(|word| text.strip_prefix(word)) {
        text = rest.trim_start();
    }
    while let Some(rest) = UNITS.iter().find_map(|word| text.strip_suffix(word)) {
        text = rest.trim_end();
    }
    let number = match text.strip_suffix('k') {
        Some(thousands) => thousand_fold(thousands.trim_end()),
        None => whole(text),
    };
    number.map(|number| Some(Devices(number)))
}

/// A number in thousands with at most one digit after the point.
fn thousand_fold(text: &str) -> Option<u32> {
    let (thousands, hundreds) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if hundreds.len() != 1 {
        return None;
    }
    digits(thousands)?.checked_mul(1000)?.checked_add(digits(hundreds)? * 100)
}

/// A whole number, its groups of three parted by one and the same mark.
fn whole(text: &str) -> Option<u32> {
    let text = match text.rsplit_once(['.', ',']) {
        Some((whole, "0" | "00")) => whole,
        _ => text,
    };
    let Some(mark) = text.chars().find(|letter| !letter.is_ascii_digit()) else { return digits(text) };
    if !matches!(mark, '.' | ',' | ' ' | '\'' | '_') {
        return None;
    }
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3) && (1..=3).contains(&first.len()) && first != "0";
    if grouped { digits(&text.replace(mark, "")) } else { None }
}

fn digits(text: &str) -> Option<u32> {
    if text.is_empty() || !text.chars().all(|letter| letter.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_and_nothing_else() {
        let check = |value: &str, expected: Option<Option<u32>>| {
            assert_eq!(devices(value), expected.map(|count| count.map(Devices)), "{value:?}");
        };
        check("8400", Some(Some(8400)));
        check("8.400", Some(Some(8400)));
        check("8,400", Some(Some(8400)));
        check("8 400", Some(Some(8400)));
        check("8\u{202f}400", Some(Some(8400)));
        check("8'400", Some(Some(8400)));
        check("8’400", Some(Some(8400)));
        check("1'234'567", Some(Some(1_234_567)));
        check("8400.0", Some(Some(8400)));
        check("8.400,00", Some(Some(8400)));
        check("ca. 300", Some(Some(300)));
        check("~300 devices", Some(Some(300)));
        check("300+", Some(Some(300)));
        check("rund 1 200 Geräte", Some(Some(1200)));
        check("5k", Some(Some(5000)));
        check("1,5 k", Some(Some(1500)));
        check("0", Some(Some(0)));
        check("all", Some(None));
        check(" ", Some(None));
        check("8,4", None);
        check("0.125", None);
        check("123456.789", None);
        check("1.234,567", None);
        check("100-200", None);
        check("-5", None);
        check("many", None);
        check("4294967296", None);
        check("50 %", None);
    }
}
