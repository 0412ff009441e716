//! Pieces give what the whole gives, whatever the encoding and wherever they are cut.

use super::*;
use crate::table::delimited;
use proptest::prelude::*;

/// A file that hands out no more than so many bytes at once.
struct Slow(Vec<u8>, u64);

impl Content for Slow {
    fn bytes(&self) -> u64 {
        self.0.len() as u64
    }

    fn read(&self, from: u64, to: u64) -> Result<Vec<u8>, String> {
        self.0.read(from, to.min(from + self.1))
    }
}

fn streamed(bytes: &[u8], piece: u64, overrides: Overrides) -> Option<Vec<(u32, Vec<String>)>> {
    let file = Slow(bytes.to_vec(), piece);
    // The head is read whole, as a file on disk gives it.
    let head = head(&bytes.to_vec(), overrides).ok()??;
    let mut all = Vec::new();
    let mut each = |record: Record| all.push((record.line, record.cells().map(str::to_owned).collect()));
    records(&file, &head, &mut each, &mut |_| {}).unwrap();
    Some(all)
}

fn whole(bytes: &[u8], overrides: Overrides) -> Vec<(u32, Vec<String>)> {
    let table = delimited::read("list.csv", bytes, overrides).unwrap().value;
    table.records.iter().map(|record| (record.line, record.cells().map(str::to_owned).collect())).collect()
}

#[test]
fn letters_and_lines_that_pieces_cut_are_whole() {
    let text = "Gerät;Größe\r\n\"zwei\r\nZeilen\";ä\r\n;\r\n\r\nletzte;日本";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let named = "sep=,\r\na,b\r\nc,d";
    for bytes in [named.as_bytes().to_vec(), text.as_bytes().to_vec(), [b"\xFF\xFE".to_vec(), wide].concat()]
    {
        for piece in 1..bytes.len() as u64 + 1 {
            let overrides = Overrides::default();
            assert_eq!(streamed(&bytes, piece, overrides), Some(whole(&bytes, overrides)), "piece {piece}");
        }
    }
}

#[test]
fn a_record_without_an_end_is_refused_and_a_stray_quote_is_not() {
    let endless = [b"a;b\nc;d\n\"".to_vec(), vec![b'x'; LONGEST * 2]].concat();
    let head_of = head(&endless, Overrides::default()).unwrap().unwrap();
    let read = records(&endless, &head_of, &mut |_| {}, &mut |_| {});
    assert_eq!(read, Err(TableError::EndlessRecord { line: 3 }));
    let stray = format!("a;b\n\"c;d\n{}", "e;f\n".repeat(300_000));
    assert_eq!(streamed(stray.as_bytes(), PIECE, Overrides::default()).unwrap().len(), 300_002);
}

#[test]
fn letters_that_come_late_tell_the_encoding() {
    let head = format!("Name;Site\n{}", "a;b\n".repeat(400_000));
    let late = "Gerät;Köln\nGröße;München\nGebäude;Düsseldorf\n";
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(late);
    // At every place of a letter against the ends of the pieces.
    for (shift, tail) in
        (0..12).flat_map(|shift| [(shift, western.to_vec()), (shift, late.as_bytes().to_vec())])
    {
        let fill = 2 * PIECE as usize - head.len() % PIECE as usize - 16 + shift;
        let filler = format!("{};b\n", "x".repeat(fill % PIECE as usize));
        let bytes = [head.clone().into_bytes(), filler.into_bytes(), tail].concat();
        let read = streamed(&bytes, PIECE, Overrides::default()).unwrap();
        assert_eq!(read.last().map(|(_, cells)| cells.join(";")), Some("Gebäude;Düsseldorf".to_owned()));
        assert_eq!(read, whole(&bytes, Overrides::default()));
    }
}

proptest! {
    #[test]
    fn pieces_give_what_the_whole_gives(text in "[a-cä\";,\r\n ]{1,80}", piece in 1_u64..20) {
        prop_assume!(!text.trim().is_empty());
        let overrides = Overrides::default();
        prop_assert_eq!(streamed(text.as_bytes(), piece, overrides), Some(whole(text.as_bytes(), overrides)));
    }
}
