//! Bytes to text: what was wanted is obeyed, no byte is lost where the encoding can hold them all.
//! The first byte chooses the encoding: `0` is none, `1` the first of the menu.

use gapline::table::Encoding;
use gapline::table::decode::{decode, decoder};

pub fn check(bytes: &[u8]) {
    let (chosen, bytes) = super::choice(bytes);
    let wanted = super::one_of(&Encoding::ALL, chosen);
    let found = decode(bytes, wanted);
    assert_eq!(found, decode(bytes, wanted), "the same bytes give the same text");
    if let Some(wanted) = wanted {
        assert_eq!(found.encoding, wanted);
    } else {
        assert_eq!(found, reasoned(decode(bytes, Some(found.encoding)), found.reason));
    }
    assert!(!found.text.starts_with('\u{feff}'), "a byte order mark is no text");
    match found.encoding {
        Encoding::Utf8 => {
            let plain = String::from_utf8_lossy(bytes);
            assert_eq!(found.text, plain.trim_start_matches('\u{feff}'));
            if wanted.is_none() && found.text.contains('\u{fffd}') && !plain.starts_with('\u{feff}') {
                let good = found.text.chars().filter(|letter| !letter.is_ascii()).count();
                let bad = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
                assert!(good >= bad * 10, "{bad} damaged characters of {good}");
            }
        }
        Encoding::Utf16Le | Encoding::Utf16Be => {
            let order =
                if found.encoding == Encoding::Utf16Le { u16::from_le_bytes } else { u16::from_be_bytes };
            let (pairs, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| order(*pair)).collect();
            let mut plain = String::from_utf16_lossy(&units);
            plain.extend((!rest.is_empty()).then_some('\u{fffd}'));
            let plain = plain.trim_start_matches('\u{feff}');
            // How many signs stand for one damaged place is the decoder's matter.
            let without = |text: &str| text.replace('\u{fffd}', "");
            assert_eq!(without(&found.text), without(plain));
        }
        one if decoder(one).is_single_byte() => {
            assert_eq!(found.text.chars().count(), bytes.len(), "every byte is one letter");
            if !found.text.contains('\u{fffd}') {
                let (again, _, lost) = decoder(one).encode(&found.text);
                assert!(!lost);
                assert_eq!(again, bytes, "{} gives back its bytes", one.label());
            }
        }
        _ => {}
    }
}

fn reasoned(found: gapline::table::decode::Decoded, reason: &'static str) -> gapline::table::decode::Decoded {
    gapline::table::decode::Decoded { reason, ..found }
}
