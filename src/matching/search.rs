//! Looking up a capability by typing: every word must stand in name, id, area or summary.
//! It knows no stems and no vocabulary, so that the page need not carry the index.

use crate::catalogue::{Capability, Catalogue};
use crate::model::order;
use std::rc::Rc;

/// The entries that contain every word, those with the words in their name first; all for no word.
pub fn search(catalogue: &Catalogue, text: &str) -> Vec<Rc<Capability>> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut hits: Vec<(u32, &Rc<Capability>)> = catalogue
        .capabilities
        .iter()
        .filter_map(|capability| Some((misses(capability, &words)?, capability)))
        .collect();
    order::sort(&mut hits, |left, right| left.0.cmp(&right.0));
    hits.into_iter().map(|(_, capability)| Rc::clone(capability)).collect()
}

/// How many words stand outside the name; `None` when one stands nowhere.
fn misses(capability: &Capability, words: &[String]) -> Option<u32> {
    let name = capability.name.to_lowercase();
    let mut misses = 0;
    for word in words {
        if name.contains(word) {
            continue;
        }
        misses += 1;
        let elsewhere = capability.id.as_str().contains(word)
            || capability.summary.to_lowercase().contains(word)
            || capability.area.to_lowercase().contains(word)
            || capability.instead.to_lowercase().contains(word);
        if !elsewhere {
            return None;
        }
    }
    Some(misses)
}
