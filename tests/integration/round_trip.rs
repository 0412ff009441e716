//! What is written as a list is read again: in every dialect and every encoding that can hold it, chosen or detected.

use gapline::intake::propose::propose;
use gapline::table::decode::decoder;
use gapline::table::{Encoding, Overrides, Quote, Separator, Table, delimited, open};
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// How a table is written.
#[derive(Debug, Clone, Copy)]
struct Dialect {
    separator: Separator,
    quote: Quote,
    end: &'static str,
    /// Whether every cell is enclosed, or only those that must be.
    all: bool,
    /// Whether a first line names the separator.
    named: bool,
    /// Whether the last record has a line end.
    ended: bool,
    /// Whether the file begins with a byte order mark, where the encoding has one.
    marked: bool,
}

/// The text of a table; `None` where the dialect cannot hold a cell.
fn written(rows: &[Vec<String>], dialect: Dialect) -> Option<String> {
    let separator = char::from(dialect.separator.byte());
    let mut lines = Vec::new();
    if dialect.named {
        lines.push(format!("sep={separator}"));
    }
    for row in rows {
        let cells: Option<Vec<String>> = row.iter().map(|cell| cell_written(cell, dialect)).collect();
        lines.push(cells?.join(&separator.to_string()));
    }
    let mut text = lines.join(dialect.end);
    // Without its line end a last record of one empty cell is no record.
    if dialect.ended || lines.last().is_some_and(String::is_empty) {
        text.push_str(dialect.end);
    }
    Some(text)
}

fn cell_written(cell: &str, dialect: Dialect) -> Option<String> {
    let separator = char::from(dialect.separator.byte());
    let must = cell.contains([separator, '\r', '\n']);
    let Some(mark) = dialect.quote.byte().map(char::from) else {
        return (!must).then(|| cell.to_owned());
    };
    if !must && !dialect.all && !cell.starts_with(mark) {
        return Some(cell.to_owned());
    }
    Some(format!("{mark}{}{mark}", cell.replace(mark, &format!("{mark}{mark}"))))
}

/// The bytes of a text; `None` where the encoding cannot hold a letter.
fn encoded(text: &str, encoding: Encoding, marked: bool) -> Option<Vec<u8>> {
    let mark = if marked { "\u{feff}" } else { "" };
    let wide = |order: fn(u16) -> [u8; 2]| format!("{mark}{text}").encode_utf16().flat_map(order).collect();
    Some(match encoding {
        Encoding::Utf8 => format!("{mark}{text}").into_bytes(),
        Encoding::Utf16Le => wide(u16::to_le_bytes),
        Encoding::Utf16Be => wide(u16::to_be_bytes),
        one => {
            let (bytes, _, lost) = decoder(one).encode(text);
            (!lost).then(|| bytes.into_owned())?
        }
    })
}

fn cells(table: &Table) -> Vec<Vec<String>> {
    table.records.iter().map(|record| record.cells().map(str::to_owned).collect()).collect()
}

/// The rows with the line that names the separator before them.
fn expected(rows: &[Vec<String>], dialect: Dialect) -> Vec<Vec<String>> {
    let first = dialect.named.then(|| vec![format!("sep={}", char::from(dialect.separator.byte()))]);
    first.into_iter().chain(rows.iter().cloned()).collect()
}

prop_compose! {
    fn dialect()(
        separator in proptest::sample::select(Separator::ALL.to_vec()),
        quote in proptest::sample::select(Quote::ALL.to_vec()),
        end in proptest::sample::select(vec!["\n", "\r\n", "\r"]),
        all in any::<bool>(),
        named in any::<bool>(),
        ended in any::<bool>(),
        marked in any::<bool>(),
    ) -> Dialect {
        Dialect { separator, quote, end, all, named, ended, marked }
    }
}

/// Letters of one script beside all marks of all dialects.
fn table() -> impl Strategy<Value = Vec<Vec<String>>> {
    let scripts = [
        "",
        "äöüßéèçñœ€–’",
        "ěščřžýáíéůłęąśźő",
        "ЖяфъёЫ",
        "Ωλάέήίς",
        "ışğİçöü",
        "āčēģīķļņšūžė",
        "機能ソ表十ｱァ",
        "功能许盖么平台",
        "功能許蓋平台設備",
        "기능플랫폼관리",
        "é機Жλ功기😀\u{e9}\u{301}",
    ];
    proptest::sample::select(scripts.to_vec()).prop_flat_map(|script| {
        let mut letters: Vec<String> = "\"',;|:^~\t\u{1f}=\\ aZ09".chars().map(String::from).collect();
        letters.extend(["\r", "\n", "\r\n", "\"\"", "''"].map(String::from));
        letters.extend(script.chars().map(String::from));
        let cell = proptest::collection::vec(proptest::sample::select(letters), 0..8)
            .prop_map(|letters| letters.concat());
        let row = proptest::collection::vec(cell, 1..5);
        (row.clone(), proptest::collection::vec(row, 0..8)).prop_map(|(mut first, mut rows)| {
            // No first line names a separator or marks another kind of file.
            first.insert(0, "Feature".to_owned());
            rows.insert(0, first);
            rows
        })
    })
}

/// Lists as they come, phrase by phrase, in the languages of each encoding.
const PHRASES: &[(&[Encoding], &[&str])] = &[
    (
        &[Encoding::Windows1252, Encoding::Iso8859_15, Encoding::MacRoman],
        &[
            "Fernlöschung für verlorene Geräte",
            "Übersicht über Zertifikate",
            "Außendienst und Büro",
            "Verschlüsselung der Festplatte",
            "Gerätesperre ändern",
            "Schlüssel zurücksetzen",
            "Größe der Anhänge begrenzen",
            "nur für Führungskräfte",
        ],
    ),
    (
        &[Encoding::Windows1252, Encoding::Iso8859_15, Encoding::MacRoman],
        &[
            "Effacement à distance des appareils",
            "Sécurité des données chiffrées",
            "Réseau privé géré",
            "Création d'un mot de passe",
            "Téléphones supervisés",
            "Dernière mise à jour forcée",
            "Gestion des paramètres",
            "accès bloqué après échec",
        ],
    ),
    (
        &[Encoding::Windows1252, Encoding::Iso8859_15, Encoding::MacRoman],
        &[
            "Configuración del dispositivo",
            "Contraseña más segura",
            "Ubicación de los teléfonos",
            "Borrado después de diez intentos",
            "Público y corporativo",
            "Gestión de la batería",
            "Año de adquisición",
            "Sólo los técnicos",
        ],
    ),
    (
        &[Encoding::Windows1250, Encoding::Iso8859_2],
        &[
            "Vzdálené vymazání zařízení",
            "Šifrování úložiště",
            "Žádost o certifikát",
            "Povinné heslo při spuštění",
            "Přístup k síti řízený podmínkou",
            "Účet uživatele",
            "Ťukání na displej",
            "Všechna zařízení",
        ],
    ),
    (
        &[Encoding::Windows1250, Encoding::Iso8859_2],
        &[
            "Zdalne czyszczenie urządzeń",
            "Szyfrowanie dysku",
            "Żądanie certyfikatu",
            "Wymuś hasło użytkownika",
            "Dostęp do sieci firmowej",
            "Ścisła kontrola aplikacji",
            "Źródło aktualizacji",
            "Zarządzane urządzenia łącznie",
        ],
    ),
    (
        &[Encoding::Windows1251, Encoding::Iso8859_5],
        &[
            "Удалённая блокировка устройства",
            "Шифрование данных",
            "Только корпоративные",
            "Сброс пароля",
            "Сертификаты пользователей",
            "Запрет камеры",
            "Обновление системы",
            "Все платформы",
        ],
    ),
    (
        &[Encoding::Windows1253, Encoding::Iso8859_7],
        &[
            "Απομακρυσμένη διαγραφή συσκευής",
            "Κρυπτογράφηση δεδομένων",
            "Υποχρεωτικός κωδικός",
            "Όλες οι πλατφόρμες",
            "Άδεια χρήσης",
            "Ενημέρωση συστήματος",
            "Ασφαλής πρόσβαση",
            "Έλεγχος εφαρμογών",
        ],
    ),
    (
        &[Encoding::Windows1254],
        &[
            "Uzaktan kilitleme ve silme işlemi",
            "Şifreleme zorunluluğu",
            "Güvenlik için parola",
            "Tüm cihazlar",
            "Uygulama dağıtımı",
            "Kullanıcı sertifikası",
            "Ağ erişim yönetimi",
            "Değişiklik günlüğü",
        ],
    ),
    (
        &[Encoding::Windows1257],
        &[
            "Nuotolinis įrenginio ištrynimas",
            "Duomenų šifravimas",
            "Privalomas slaptažodis",
            "Visi įrenginiai",
            "Naudotojų sertifikatai",
            "Programų diegimas ir naujinimas",
            "Tinklo prieigos valdymas",
            "Saugos reikalavimų sąrašas",
        ],
    ),
    (
        &[Encoding::Windows1257],
        &[
            "Ierīces attālā dzēšana",
            "Datu šifrēšana",
            "Obligāta parole",
            "Visas ierīces",
            "Lietotāju sertifikāti",
            "Lietotņu izvietošana",
            "Tīkla piekļuves pārvaldība",
            "Drošības prasību saraksts",
        ],
    ),
    (
        &[Encoding::ShiftJis, Encoding::EucJp],
        &[
            "リモートワイプ",
            "パスワードポリシー",
            "すべての端末",
            "社用端末のみ",
            "証明書の配布",
            "アプリの管理",
            "暗号化の必須設定",
            "ネットワーク接続",
        ],
    ),
    (
        &[Encoding::Gbk],
        &[
            "远程擦除设备",
            "密码策略和加密要求",
            "公司设备",
            "所有平台",
            "证书分发",
            "应用程序管理",
            "网络访问控制",
            "系统更新",
        ],
    ),
    (
        &[Encoding::Big5],
        &[
            "遠端清除裝置資料",
            "密碼原則與加密需求",
            "公司裝置",
            "所有平台",
            "憑證發佈",
            "應用程式管理",
            "網路存取控制",
            "系統更新",
        ],
    ),
    (
        &[Encoding::EucKr],
        &[
            "원격 초기화와 잠금",
            "암호 정책 및 암호화",
            "회사 단말기",
            "모든 플랫폼",
            "인증서 배포",
            "앱 관리",
            "네트워크 접근 제어",
            "시스템 업데이트",
        ],
    ),
];

/// A list of sixty rows in a language, with encodings that it comes in beside those of Unicode.
fn list() -> impl Strategy<Value = (Vec<Encoding>, Vec<Vec<String>>)> {
    proptest::sample::select(PHRASES.to_vec()).prop_flat_map(|(encodings, phrases)| {
        let phrase = proptest::sample::select(phrases.to_vec());
        let row = (phrase.clone(), phrase, 1_u32..5_000, any::<bool>());
        proptest::collection::vec(row, 60).prop_map(move |rows| {
            let header = ["No", "Feature", "Notes", "Devices", "In use"].map(str::to_owned).to_vec();
            let rows = rows.into_iter().enumerate().map(|(number, (feature, note, count, used))| {
                let used = if used { "yes" } else { "no" };
                vec![
                    number.to_string(),
                    feature.to_owned(),
                    note.to_owned(),
                    count.to_string(),
                    used.to_owned(),
                ]
            });
            let unicode = [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be];
            (
                unicode.iter().chain(encodings).copied().collect(),
                std::iter::once(header).chain(rows).collect(),
            )
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_table_is_read_as_it_was_written_in_every_encoding_that_can_hold_it(rows in table(), dialect in dialect()) {
        let Some(text) = written(&rows, dialect) else { return Ok(()) };
        let mut held = 0;
        for encoding in Encoding::ALL {
            let Some(bytes) = encoded(&text, encoding, dialect.marked) else { continue };
            held += 1;
            let chosen = Overrides { encoding: Some(encoding), separator: Some(dialect.separator), quote: Some(dialect.quote), sheet: None };
            let found = delimited::read("list.csv", &bytes, chosen).unwrap();
            prop_assert_eq!(cells(&found.value), expected(&rows, dialect), "{:?} {:?}", encoding, dialect);
            prop_assert_eq!(found.diagnostics.iter().filter(|one| one.code.starts_with("table.encoding")).count(), 0);
            if dialect.named {
                let named = delimited::read("list.csv", &bytes, Overrides { separator: None, ..chosen }).unwrap();
                prop_assert_eq!(&named.value.records, &found.value.records);
            }
            if dialect.marked && text.len() > 1 && matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be) {
                let marked = delimited::read("list.csv", &bytes, Overrides { encoding: None, ..chosen }).unwrap();
                prop_assert_eq!((marked.value.encoding, &marked.value.records), (Some(encoding), &found.value.records));
            }
        }
        prop_assert!(held >= 4, "Unicode and GB 18030 hold every text");
    }

    #[test]
    fn every_dialect_is_read_as_it_was_written(rows in table(), one in dialect()) {
        for separator in Separator::ALL {
            for quote in Quote::ALL {
                let dialect = Dialect { separator, quote, ..one };
                let Some(text) = written(&rows, dialect) else { continue };
                let chosen = Overrides { encoding: Some(Encoding::Utf8), separator: Some(separator), quote: Some(quote), sheet: None };
                let found = open::read("list.csv", text.as_bytes(), chosen).unwrap().value;
                prop_assert_eq!(cells(&found), expected(&rows, dialect), "{:?}", dialect);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn sixty_rows_tell_dialect_and_encoding((encodings, rows) in list(), one in dialect()) {
        let separator = detected(one.separator);
        let dialect = Dialect { separator, ..one };
        let text = written(&rows, dialect).unwrap();
        for encoding in &encodings {
            // Text that is not Latin has too few zero bytes to be told from others without a mark.
            let wide = matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be);
            let bytes = encoded(&text, *encoding, dialect.marked || wide).unwrap();
            let found = open::read("list.csv", &bytes, Overrides::default()).unwrap().value;
            prop_assert_eq!(found.separator, Some(separator), "{:?} {:?}", encoding, dialect);
            prop_assert_eq!(cells(&found), expected(&rows, dialect), "{:?} read as {:?}", encoding, found.encoding);
            if dialect.all && dialect.quote != Quote::None {
                prop_assert_eq!(found.quote, dialect.quote);
            }
            let header = propose(&found).plan.header;
            prop_assert_eq!(header, Some(usize::from(dialect.named)));
        }
    }

    #[test]
    fn ten_times_the_rows_are_read_as_the_first_two_hundred((encodings, rows) in list(), one in dialect()) {
        let dialect = Dialect { separator: detected(one.separator), ended: true, ..one };
        let body: Vec<Vec<String>> = rows[1..].iter().cycle().take(200).cloned().collect();
        let list = |times: usize| -> Vec<Vec<String>> {
            rows[..1].iter().cloned().chain(body.iter().cycle().take(200 * times).cloned()).collect()
        };
        let Some((short, long)) = written(&list(1), dialect).zip(written(&list(10), dialect)) else { return Ok(()) };
        for encoding in encodings {
            let read = |text: &str| read_as(&encoded(text, encoding, dialect.marked).unwrap());
            prop_assert_eq!(read(&short), read(&long), "{:?}", encoding);
        }
    }
}

/// A separator that is detected, in the place of one that must be chosen.
fn detected(separator: Separator) -> Separator {
    if Separator::DETECTED.contains(&separator) { separator } else { Separator::Semicolon }
}

/// What is detected and proposed: encoding, separator, quotation mark, header and roles.
fn read_as(bytes: &[u8]) -> Option<String> {
    let table = open::read("list.csv", bytes, Overrides::default()).ok()?.value;
    let plan = propose(&table).plan;
    Some(format!(
        "{:?} {:?} {:?} {:?} {} {:?}",
        table.encoding, table.separator, table.quote, plan.header, plan.two_rows, plan.roles
    ))
}

/// The fixtures with their lines repeated to two hundred rows and more, and ten times that.
#[test]
fn fixtures_of_two_hundred_rows_are_read_as_those_of_two_thousand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/imports");
    let mut read = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.extension().is_some_and(|end| end == "csv" || end == "tsv" || end == "txt") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let Ok(table) = open::read("list.csv", &bytes, Overrides::default()) else { continue };
        let table = table.value;
        let (separator, quote) = (table.separator.unwrap(), Quote::Double);
        let quote = if table.quote == Quote::None { quote } else { table.quote };
        let rows = cells(&table);
        let first = propose(&table).plan.header.map_or(0, |header| header + 2).min(rows.len());
        if rows.len() - first == 0 || rows.len() > 1_000 {
            continue;
        }
        let dialect =
            Dialect { separator, quote, end: "\n", all: false, named: false, ended: true, marked: false };
        let list = |number: usize| -> Vec<Vec<String>> {
            rows[..first].iter().cloned().chain(rows[first..].iter().cycle().take(number).cloned()).collect()
        };
        let least = 200_usize.next_multiple_of(rows.len() - first);
        let read_again = |rows: &[Vec<String>]| {
            let text = written(rows, dialect).unwrap();
            let encoding = table.encoding.unwrap();
            read_as(&encoded(&text, encoding, false).unwrap_or(text.into_bytes()))
        };
        assert_eq!(read_again(&list(least)), read_again(&list(least * 10)), "{}", path.display());
        read += 1;
    }
    assert!(read >= 40, "{read} fixtures");
}
