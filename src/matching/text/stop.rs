//! Words that carry no meaning in a list of features: articles, auxiliaries, and what tenders are full of.
//! They also tell the language of a row.

use super::Language;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static LISTS: LazyLock<[(Language, FxHashSet<&str>); 4]> =
    LazyLock::new(|| Language::ALL.map(|language| (language, list(language).split(' ').collect())));

/// Whether a folded word says nothing, in its language.
pub fn says_nothing(word: &str, language: Language) -> bool {
    LISTS.iter().any(|(one, words)| *one == language && words.contains(word))
}

fn list(language: Language) -> &'static str {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
    }
}

const ENGLISH: &str = "\
    a abilities ability able about across after against agency all allow allows also an and any are \
    as at based be been before being between bidder both but by can cannot capability capable \
    contractor could county current department describe desired did do does done during e each eg \
    either emm enable enables ensure etc every explain feature features following for from function \
    functionalities functionality g given has have her here his how however i ie if implement \
    implementation implemented implementing in include included includes including institution \
    integrated into is it its least like limited made make makes mandatory may mdm might more most \
    must necessary need needs of offeror on option optional options or organisation \
    organization other others our per please possibility possible product products proposed \
    proposer provide provides required requirement requirements s same several shall should so \
    solution some state still such supplier support supported supports system than that the their \
    them there these they this three through throughout to tool two uem upon use used using various \
    vendor very via was way ways we well what when where whether which while who whom whose will \
    with within without would you your";

const GERMAN: &str = "\
    alle allen aller alles als am an anbieter anforderung anforderungen auch auf auftraggeber \
    auftragnehmer aus b bei beispielsweise bieten bieter bietet bis bzw d da dabei damit darf das \
    dass dazu dem den der des die diese dieser dieses durch durfen ein eine einem einen einer eines \
    einsatz entsprechend entsprechende er erfolgen erfolgt ermoglichen ermoglicht es etc falls \
    folgende folgenden funktion funktionen fur gegen gewahrleisten gewahrleistet h haben hat hier \
    ihr ihre ihren ihrer im in insbesondere ist je jede jeder jedes kann kein keine konnen konnte \
    losung mdm mindestens mit mochte moglich moglichkeit moglichkeiten muss mussen nach nicht noch \
    nur nutzung oder ohne per pro produkt sein seine seiner seit sich sichergestellt sicherstellen \
    sie sind so soll sollen sollte sollten sowie system uber uem um und unter unterstutzt verfugen \
    verfugt via vom von vor welche welcher welches wenn werden wie wir wird wurde wurden z zb \
    zentral zentrale zu zum zur";

const FRENCH: &str = "\
    a afin ainsi assure assurer au aussi autre autres aux avec c candidat capacite ce ces cet cette \
    chaque chez d dans de des devra devront disposer doit doivent dont du elle elles en entre est \
    et etre exigence exigences fonctionnalite fonctionnalites fournisseur garantir il ils l la le \
    les leur leurs lors mdm meme n ne non notamment nous offre offrir on ou outil par pas permet \
    permettant permettent permettre peut peuvent plus possibilite pour pouvoir prestataire produit \
    proposer qu que qui quoi s sa sans selon sera seront ses si solution son sont soumissionnaire \
    sous sur systeme titulaire tous tout toute toutes uem un une vers via vous y";

const SPANISH: &str = "\
    a al asi cada capacidad como con cual cuyo de debe deben debera deberan del el en entre es \
    funcionalidad funcionalidades la las le les licitador lo los mas mdm mediante no o otro otros \
    para permite permitir poder por posibilidad producto proveedor puede pueden que requisito \
    requisitos se segun ser sera seran si sin sobre solucion son su sus toda todas todo todos u uem \
    un una unas unos y";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_words_are_known_in_their_language_only() {
        let check = |word: &str, expected: &[Language]| {
            let found: Vec<Language> =
                Language::ALL.into_iter().filter(|language| says_nothing(word, *language)).collect();
            assert_eq!(found, expected, "{word}");
        };
        check("the", &[Language::English]);
        check("und", &[Language::German]);
        check("doit", &[Language::French]);
        check("debe", &[Language::Spanish]);
        check("wipe", &[]);
        check("", &[]);
    }
}
