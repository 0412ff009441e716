//! The words by which columns are headed, in English, German, French and Spanish.
//! Sources: headers met in public lists and exports; the rest is usual wording.

use super::Role;

/// Synonyms by role; a heading is folded to lower case with plain letters before it is looked up.
const SYNONYMS: &[(Role, &[&str])] = &[
    (
        Role::Feature,
        &[
            "feature",
            "features",
            "feature name",
            "capability",
            "requirement",
            "requirements",
            "function",
            "functionality",
            "criterion",
            "criteria",
            "setting",
            "policy setting",
            "use case",
            "feature / function",
            "funktion",
            "funktionen",
            "anforderung",
            "anforderungen",
            "merkmal",
            "leistungsmerkmal",
            "fonctionnalite",
            "fonction",
            "exigence",
            "besoin",
            "funcionalidad",
            "requisito",
            "funcion",
            "name",
            "policy name",
            "profile name",
            "title",
            "item",
        ],
    ),
    (
        Role::Id,
        &[
            "id",
            "no",
            "nr",
            "nr.",
            "no.",
            "#",
            "number",
            "nummer",
            "ref",
            "reference",
            "req id",
            "requirement id",
            "requirementid",
            "lfd. nr.",
            "lfd nr",
            "pos",
            "pos.",
            "numero",
            "n°",
            "item no",
            "key",
        ],
    ),
    (
        Role::Category,
        &[
            "category",
            "feature category",
            "area",
            "domain",
            "module",
            "group",
            "section",
            "solution area",
            "type",
            "topic",
            "kategorie",
            "bereich",
            "gruppe",
            "thema",
            "themengebiet",
            "modul",
            "categorie",
            "domaine",
            "theme",
            "rubrique",
            "categoria",
            "ambito",
            "grupo",
        ],
    ),
    (
        Role::Description,
        &[
            "description",
            "details",
            "detail",
            "requirement description",
            "explanation",
            "beschreibung",
            "erlauterung",
            "erklarung",
            "descripcion",
            "detalle",
            "what it does",
        ],
    ),
    (
        Role::Platform,
        &[
            "platform",
            "platforms",
            "os",
            "device platform",
            "device platforms",
            "operating system",
            "operating system family",
            "supported devices",
            "supported models",
            "plattform",
            "plattformen",
            "betriebssystem",
            "gerateplattform",
            "plateforme",
            "plateformes",
            "plataforma",
            "sistema operativo",
            "systeme",
            "device type",
            "gerate",
        ],
    ),
    (
        Role::InUse,
        &[
            "in use",
            "in use?",
            "used",
            "used?",
            "enabled",
            "active",
            "status",
            "current state",
            "current use",
            "cu",
            "current environment",
            "include in rfp requirement",
            "aktiv",
            "genutzt",
            "in nutzung",
            "im einsatz",
            "verwendet",
            "utilise",
            "en service",
            "actif",
            "en uso",
            "activo",
            "usado",
            "ist-zustand",
        ],
    ),
    (
        Role::Priority,
        &[
            "priority",
            "prio",
            "moscow",
            "must/should/could",
            "weight",
            "wt",
            "importance",
            "criticality",
            "business value",
            "impact",
            "impact level",
            "gap priority",
            "prioritat",
            "wichtigkeit",
            "gewichtung",
            "muss/soll/kann",
            "priorite",
            "importance (1-5)",
            "poids",
            "prioridad",
            "peso",
        ],
    ),
    (
        Role::Devices,
        &[
            "devices",
            "device count",
            "number of devices",
            "# devices",
            "# phones",
            "users",
            "users affected",
            "affected users",
            "number of users",
            "count",
            "qty",
            "quantity",
            "anzahl",
            "anzahl gerate",
            "gerateanzahl",
            "nutzer",
            "betroffene nutzer",
            "appareils",
            "nombre",
            "nombre d appareils",
            "utilisateurs",
            "dispositivos",
            "cantidad",
            "usuarios",
            "assigned device",
            "installed device",
        ],
    ),
    (
        Role::Owner,
        &[
            "owner",
            "responsible",
            "contact",
            "team",
            "department",
            "verantwortlich",
            "zustandig",
            "ansprechpartner",
            "responsable",
            "proprietaire",
            "equipe",
        ],
    ),
    (
        Role::Notes,
        &[
            "notes",
            "note",
            "comment",
            "comments",
            "remarks",
            "remark",
            "evidence / notes",
            "vendor response",
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
            "kommentar",
            "hinweis",
            "remarque",
            "remarques",
            "commentaire",
            "commentaires",
            "observaciones",
            "comentario",
            "comentarios",
            "notas",
        ],
    ),
];

/// A heading in lower case with plain letters, marks for "required" gone, one blank between words.
pub fn folded(heading: &str) -> String {
    let plain: String = heading
        .trim()
        .trim_matches('*')
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'ä' | 'à' | 'â' | 'á' => 'a',
            'ö' | 'ô' | 'ó' => 'o',
            'ü' | 'û' | 'ú' => 'u',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'î' => 'i',
            'ç' => 'c',
            'ñ' => 'n',
            '\'' | '’' | '_' | '\n' | '\r' | '\t' => ' ',
            other => other,
        })
        .collect();
    plain.trim_end_matches(':').split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The role that a heading names, and how sure: 3 word for word, 1 by one of its words.
pub fn role(heading: &str) -> Option<(Role, u32)> {
    let folded = folded(heading);
    if folded.is_empty() {
        return None;
    }
    let exact = SYNONYMS.iter().find(|(_, words)| words.contains(&folded.as_str()));
    if let Some((role, _)) = exact {
        return Some((*role, 3));
    }
    let bare =
        folded.split([' ', '(', '/', '[']).next().unwrap_or_default().trim_end_matches(['?', ':', '.']);
    let question = folded.trim_end_matches('?').trim();
    SYNONYMS
        .iter()
        .find(|(_, words)| words.contains(&question) || (bare.len() > 2 && words.contains(&bare)))
        .map(|(role, _)| (*role, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_four_languages_are_known() {
        let check = |heading: &str, expected: Role| {
            assert_eq!(role(heading).map(|(role, _)| role), Some(expected), "{heading}");
        };
        check("Feature", Role::Feature);
        check("  FUNKTION ", Role::Feature);
        check("Fonctionnalité", Role::Feature);
        check("Prioridad", Role::Priority);
        check("In Use?", Role::InUse);
        check("Users affected (approx.)", Role::Devices);
        check("*Req ID*", Role::Id);
        check("Lfd. Nr.", Role::Id);
        check("Bemerkung", Role::Notes);
        assert_eq!(role("Colour of the box"), None);
        assert_eq!(role(""), None);
    }
}
