//! The parts of a workbook, in the archive that this makes of them: the fuzzer gets past the container at once.
//!
//! The first byte is `x` for XLSX, else it is ODS. The rest is parts with U+001E between them. XLSX: the sheet, the
//! shared strings, the styles, the workbook and its relationships; ODS: the content and the manifest. An empty part is
//! the usual one.

use super::archive::archive;

const TYPES: &[u8] = b"<Types><Override ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'/></Types>";
const MAIN: &[u8] = b"<workbook><sheets><sheet name='S' sheetId='1' r:id='a'/></sheets></workbook>";
const RELATIONS: &[u8] = b"<Relationships><Relationship Id='a' Type='x/worksheet' Target='sheet.xml'/>\
    <Relationship Id='b' Type='x/sharedStrings' Target='strings.xml'/>\
    <Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>";
const STRINGS: &[u8] = b"<sst><si><t>Feature</t></si><si><t>Platform</t></si></sst>";
const STYLES: &[u8] = b"<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>";
const MANIFEST: &[u8] = b"<manifest/>";

pub fn check(bytes: &[u8]) {
    let (kind, bytes) = super::choice(bytes);
    let mut parts = bytes.split(|byte| *byte == 0x1e);
    let mut part = |usual| parts.next().filter(|part| !part.is_empty()).unwrap_or(usual);
    let file = if kind == usize::from(b'x') {
        let (sheet, strings, styles) = (part(b"<worksheet/>"), part(STRINGS), part(STYLES));
        archive(&[
            ("[Content_Types].xml", TYPES),
            ("xl/sheet.xml", sheet),
            ("xl/strings.xml", strings),
            ("xl/styles.xml", styles),
            ("xl/workbook.xml", part(MAIN)),
            ("xl/_rels/workbook.xml.rels", part(RELATIONS)),
        ])
    } else {
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", part(b"<d><b><s><table name='S'/></s></b></d>")),
            ("META-INF/manifest.xml", part(MANIFEST)),
        ])
    };
    super::workbook::check(&file);
}
