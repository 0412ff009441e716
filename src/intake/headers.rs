//! The words by which columns are headed, in English, German, French and Spanish.
//! It looks at a heading alone; whether the values bear it out is `propose`'s to see.
//! Sources: headings met in public lists and exports; the rest is usual wording.

use super::Role;
use super::words::{outside_brackets, words};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A role with the words that name it, plain and without marks, a comma and a blank between them.
struct Synonyms {
    role: Role,
    /// Word for word or inside a longer heading.
    anywhere: &'static str,
    /// Only as the whole heading, for inside another they mean anything.
    alone: &'static str,
    /// Only as the whole heading, and then only if the values bear it out.
    perhaps: &'static str,
}

/// Synonyms by role.
const SYNONYMS: &[Synonyms] = &[
    Synonyms {
        role: Role::Feature,
        anywhere: "feature, features, capability, capabilities, requirement, requirements, function, \
            functions, functionality, criterion, criteria, funktion, funktionen, funktionalitat, \
            anforderung, anforderungen, merkmal, leistungsmerkmal, fonctionnalite, \
            fonctionnalites, fonction, fonctions, exigence, exigences, besoin, funcionalidad, \
            funcionalidades, requisito, requisitos, requerimiento, funcion, funciones, \
            caracteristica, caracteristicas, funzionalita, use case, use cases, anwendungsfall, policy setting",
        alone: "name, policy name, profile name, setting, settings, policy, title, item, einstellung, \
            bezeichnung, richtlinie, profil, kriterium, nom, intitule, libelle, designation, \
            parametre, critere, nombre, configuracion, directiva, criterio",
        perhaps: "",
    },
    Synonyms {
        role: Role::Id,
        anywhere: "id, lfd nr, laufende nummer, req no, item no, kennung",
        alone: "#, no, nr, number, nummer, num, ref, reference, pos, position, key, numero, n, n o, \
            n º, nº, requirementid, reqid, referenz, identifiant, referencia, identificador, codigo, code",
        perhaps: "",
    },
    Synonyms {
        role: Role::Category,
        anywhere: "category, categories, area, domain, module, section, topic, kategorie, bereich, \
            themengebiet, modul, categorie, domaine, theme, rubrique, categoria, ambito, dominio, \
            modulo",
        alone: "group, type, gap type, gruppe, thema, typ, art, gebiet, grupo, tipo, famille",
        perhaps: "",
    },
    Synonyms {
        role: Role::Description,
        anywhere: "description, descriptions, explanation, beschreibung, erlauterung, erklarung, \
            descripcion, descriptif, what it does",
        alone: "details, detail, detalle, detalles",
        perhaps: "",
    },
    Synonyms {
        role: Role::Platform,
        anywhere: "platform, platforms, operating system, operating systems, os, plattform, plattformen, \
            betriebssystem, betriebssysteme, plateforme, plateformes, systeme d exploitation, \
            plataforma, plataformas, sistema operativo",
        alone: "operating system family, systeme, plate forme, so",
        perhaps: "supported devices, supported models, device type, device types, device, devices, \
            geratetyp, gerat, gerate, endgerate, appareil, appareils, dispositivo, dispositivos",
    },
    Synonyms {
        role: Role::Ownership,
        anywhere: "ownership, owner type, ownership type, owned by, besitz, besitzart, geratebesitz, \
            eigentum, propriete du terminal, propiedad, propiedad del dispositivo",
        alone: "byod, byod cope, cope byod, corporate personal",
        perhaps: "",
    },
    Synonyms {
        role: Role::InUse,
        anywhere: "in use, used, enabled, genutzt, in nutzung, im einsatz, verwendet, in verwendung, \
            utilise, utilisee, en service, en uso, usado, usada, utilizado, se usa, \
            en production, include in rfp requirement",
        alone: "active, cu, aktiv, actif, activo, activado, eingesetzt, current use",
        perhaps: "status, state, current state, current environment, current level, ist zustand, \
            statut, etat, estado, usage, nutzung, uso, live, deployed",
    },
    Synonyms {
        role: Role::Priority,
        anywhere: "priority, prio, moscow, importance, criticality, prioritat, wichtigkeit, \
            kritikalitat, priorite, criticite, priorita, prioridad, importancia, criticidad, \
            must should could, muss soll kann",
        alone: "wt, weight, gewichtung, poids, peso, must have",
        perhaps: "impact, impact level, business value, item score, relevanz, dringlichkeit",
    },
    Synonyms {
        role: Role::Devices,
        anywhere: "devices, device count, number of devices, # devices, # phones, # users, \
            no of devices, users affected, affected users, number of users, anzahl, gerateanzahl, \
            geratezahl, anzahl gerate, stuckzahl, nombre d appareils, nb appareils, \
            nombre de terminaux, nombre de postes, nombre d utilisateurs, numero de dispositivos, \
            n de dispositivos, cantidad, betroffene gerate, betroffene nutzer, dispositivos afectados, \
            usuarios afectados, appareils concernes, utilisateurs concernes, postes concernes",
        alone: "qty, quantity, count, quantite, assigned device, installed device",
        perhaps: "devices, nombre, users, user, groups, target group, targeted group, nutzer, benutzer, \
            anwender, gerate, endgerate, utilisateurs, appareils, terminaux, postes, parc, \
            usuarios, dispositivos, equipos",
    },
    Synonyms {
        role: Role::Owner,
        anywhere: "owner, owners, responsible, verantwortlich, verantwortlicher, zustandig, \
            ansprechpartner, responsable, proprietaire, propietario, encargado",
        alone: "contact, team, department, abteilung, fachbereich, equipe, contacto, eigentumer",
        perhaps: "",
    },
    Synonyms {
        role: Role::Notes,
        anywhere: "notes, comment, comments, remarks, remark, bemerkung, bemerkungen, anmerkung, \
            anmerkungen, kommentar, kommentare, hinweis, hinweise, remarque, remarques, \
            commentaire, commentaires, observations, observaciones, comentario, comentarios, \
            notas, vendor response",
        alone: "note, notiz, notizen, nota, evidence",
        perhaps: "",
    },
];

/// Words after which the heading's own noun stands before: "description of the feature".
const OF: &[&str] =
    &["of", "for", "on", "der", "des", "fur", "zu", "zur", "zum", "de", "du", "d", "la", "del", "sobre"];

/// Headings have few words; longer cells are sentences.
const MOST_WORDS: usize = 10;

/// What a heading says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The role.
    pub role: Role,
    /// How sure, from 1 to 4: word for word 4, within a longer heading 2; for the feature 1 less than
    /// either when only a word such as "name" says so.
    pub sure: u32,
    /// Whether the values must bear it out.
    pub perhaps: bool,
}

/// The roles that a heading claims, the likeliest first; none for other headings.
pub fn claims(heading: &str) -> Vec<Claim> {
    let mut heads = words(&outside_brackets(&parted(heading)));
    if heads.is_empty() {
        heads = words(&parted(heading));
    }
    let claims = claims_of(&heads);
    if !claims.is_empty() {
        return claims;
    }
    // "Prioritaet" is a "Priorität" from a machine without umlauts.
    let plain = |word: &String| word.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    let without: Vec<String> = heads.iter().map(plain).collect();
    if without == heads { claims } else { claims_of(&without) }
}

/// What words claim.
fn claims_of(heads: &[String]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = phrase(heads).map(|known| known.claim()).collect();
    claims.sort_by_key(|claim| (claim.perhaps, std::cmp::Reverse(claim.sure)));
    if claims.is_empty() && heads.len() <= MOST_WORDS {
        claims.extend(inner_claim(heads));
    }
    claims
}

/// A synonym of a role.
#[derive(Clone, Copy)]
struct Known {
    role: Role,
    /// Where it counts as the whole heading.
    kind: Kind,
    /// Its place among those that count inside a longer heading too, if it is one.
    inside: Option<usize>,
}

/// Where a synonym counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Perhaps,
    Anywhere,
    Alone,
}

impl Known {
    /// What it claims as the whole heading.
    fn claim(&self) -> Claim {
        let (sure, perhaps) = match self.kind {
            Kind::Perhaps => (2, true),
            Kind::Alone if self.role == Role::Feature => (2, false),
            Kind::Anywhere | Kind::Alone => (4, false),
        };
        Claim { role: self.role, sure, perhaps }
    }
}

/// Every synonym by its words, for each role once.
static KNOWN: LazyLock<FxHashMap<&str, Vec<Known>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Vec<Known>> = FxHashMap::default();
    let mut place = 0;
    for synonyms in SYNONYMS {
        let lists = [
            (synonyms.perhaps, Kind::Perhaps),
            (synonyms.anywhere, Kind::Anywhere),
            (synonyms.alone, Kind::Alone),
        ];
        for (phrase, kind) in
            lists.into_iter().flat_map(|(list, kind)| phrases(list).map(move |one| (one, kind)))
        {
            place += 1;
            let inside = (kind == Kind::Anywhere).then_some(place);
            let of_phrase = all.entry(phrase).or_default();
            match of_phrase.iter_mut().find(|known| known.role == synonyms.role) {
                Some(known) => known.inside = known.inside.or(inside),
                None => of_phrase.push(Known { role: synonyms.role, kind, inside }),
            }
        }
    }
    all
});

/// The synonyms that are just these words.
fn phrase(words: &[String]) -> impl Iterator<Item = &'static Known> {
    let known = match words {
        [one] => KNOWN.get(one.as_str()),
        _ => KNOWN.get(words.join(" ").as_str()),
    };
    known.into_iter().flatten()
}

fn phrases(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ").filter(|phrase| !phrase.is_empty())
}

/// The most words of a synonym.
const LONGEST: usize = 5;

/// The longest synonym inside a heading; of equal ones the last, as in "feature owner", or the first
/// when a word such as "of" stands between, as in "owner of the feature".
fn inner_claim(heads: &[String]) -> Option<Claim> {
    let first_wins = heads.iter().any(|word| OF.contains(&word.as_str()));
    let mut best: Option<((usize, usize), Role)> = None;
    for parts in 1..=LONGEST.min(heads.len()) {
        for (at, window) in heads.windows(parts).enumerate() {
            let Some(role) = inside(window) else { continue };
            let place = if first_wins { heads.len() - at } else { at };
            if best.is_none_or(|(rank, _)| (parts, place) > rank) {
                best = Some(((parts, place), role));
            }
        }
    }
    best.map(|(_, role)| {
        let sure = if role == Role::Feature { 3 } else { 2 };
        let perhaps = matches!(role, Role::Platform | Role::InUse | Role::Priority | Role::Devices);
        Claim { role, sure, perhaps }
    })
}

/// The role that words inside a heading name. A German compound is named by its last part: "Funktionsbereich" is
/// a "Bereich".
fn inside(words: &[String]) -> Option<Role> {
    let mut found: Vec<&Known> = phrase(words).collect();
    if let [word] = words {
        let starts = word.char_indices().map(|(at, _)| at).skip(1).filter(|at| word.len() - at >= 6);
        found.extend(starts.filter_map(|at| KNOWN.get(word.get(at..)?)).flatten());
    }
    let first = found.into_iter().filter(|known| known.inside.is_some()).min_by_key(|known| known.inside);
    first.map(|known| known.role)
}

/// `productCategories` as "product Categories"; names such as macOS stay whole.
pub fn parted(heading: &str) -> String {
    let mut parted = String::with_capacity(heading.len() + 4);
    let mut before = ' ';
    let mut letters = heading.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let rest = heading.get(at..).unwrap_or_default();
        let begins = letters.peek().is_some_and(|(_, next)| next.is_lowercase()) || rest == "ID";
        if before.is_lowercase() && letter.is_uppercase() && begins {
            parted.push(' ');
        }
        parted.push(letter);
        before = letter;
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_four_languages_are_known() {
        let check = |heading: &str, expected: Role| {
            assert_eq!(claims(heading).first().map(|claim| claim.role), Some(expected), "{heading}");
        };
        check("Feature", Role::Feature);
        check("  FUNKTION ", Role::Feature);
        check("Fonctionnalité", Role::Feature);
        check("Current MDM feature", Role::Feature);
        check("Requisito funcional", Role::Feature);
        check("Funktion / Anforderung", Role::Feature);
        check("Prioridad", Role::Priority);
        check("Prioritaet", Role::Priority);
        check("Anzahl Geraete", Role::Devices);
        check("Wichtigkeit (hoch/mittel/niedrig)", Role::Priority);
        check("In Use?", Role::InUse);
        check("Wird heute genutzt? (ja/nein)", Role::InUse);
        check("inUse", Role::InUse);
        check("Users affected (approx.)", Role::Devices);
        check("Number of affected devices", Role::Devices);
        check("Nombre d’appareils", Role::Devices);
        check("Gerätezahl", Role::Devices);
        check("*Req ID*", Role::Id);
        check("requirementID", Role::Id);
        check("Lfd. Nr.", Role::Id);
        check("#", Role::Id);
        check("Funktionsbereich", Role::Category);
        check("productCategories", Role::Category);
        check("Feature description", Role::Description);
        check("Beschreibung der Funktion", Role::Description);
        check("Geräteplattform(en)", Role::Platform);
        check("Supported OS", Role::Platform);
        check("Feature owner", Role::Owner);
        check("Propriétaire de la fonction", Role::Owner);
        check("Bemerkung", Role::Notes);
        check("Evidence / Notes", Role::Notes);
    }

    #[test]
    fn other_headings_claim_nothing() {
        let check = |heading: &str| assert_eq!(claims(heading), [], "{heading}");
        check("Colour of the box");
        check("");
        check("macOS");
        check("iOS");
        check("Jamf");
        check("The feature must lock every device that was lost and wipe it after a day");
    }

    #[test]
    fn a_heading_may_mean_one_of_two_things() {
        let check = |heading: &str| {
            let found: Vec<(Role, bool)> =
                claims(heading).iter().map(|claim| (claim.role, claim.perhaps)).collect();
            assert_eq!(found, [(Role::Platform, true), (Role::Devices, true)], "{heading}");
        };
        check("Devices");
        check("Geräte");
        check("Appareils");
        // A name in Spanish, a number in French.
        let roles: Vec<Role> = claims("Nombre").iter().map(|claim| claim.role).collect();
        assert_eq!(roles, [Role::Feature, Role::Devices]);
    }
}
