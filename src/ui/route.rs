//! Addresses: `#/gaps` for a page, `#/catalogue/remote-wipe` for an entry.
//! They work on every static host and from a file.

use crate::model::capability_id::CapabilityId;
use crate::session::action::Show;
use crate::session::view::{Page, View};

/// What an address asks to be shown.
pub fn parse(hash: &str) -> Option<Show> {
    let path = hash.trim_start_matches('#').trim_start_matches('/');
    let (slug, rest) = path.split_once('/').unwrap_or((path, ""));
    if slug == Page::Catalogue.slug() && !rest.is_empty() {
        return Some(Show::Capability(CapabilityId::from(rest)));
    }
    if (slug, rest) == (Page::Match.slug(), "ask") {
        return Some(Show::Ask);
    }
    Page::PIPELINE.into_iter().chain([Page::Catalogue]).find(|page| page.slug() == slug).map(Show::Page)
}

/// The address of what is shown.
pub fn address(view: &View) -> String {
    match (&view.capability, view.page) {
        (Some(id), Page::Catalogue) => format!("#/{}/{id}", Page::Catalogue.slug()),
        (_, Page::Match) if view.asking => format!("#/{}/ask", Page::Match.slug()),
        (_, page) => format!("#/{}", page.slug()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_what_they_came_from() {
        for page in Page::PIPELINE.into_iter().chain([Page::Catalogue]) {
            let view = View { page, ..View::default() };
            assert_eq!(parse(&address(&view)), Some(Show::Page(page)));
        }
        let id = CapabilityId::from("remote-wipe");
        let view = View { page: Page::Catalogue, capability: Some(id.clone()), ..View::default() };
        assert_eq!(address(&view), "#/catalogue/remote-wipe");
        assert_eq!(parse("#/catalogue/remote-wipe"), Some(Show::Capability(id)));
        let view = View { page: Page::Match, asking: true, ..View::default() };
        assert_eq!(parse(&address(&view)), Some(Show::Ask));
        assert_eq!(parse("#/nowhere"), None);
    }
}
