//! What was found out about the cells met last: in most columns few values come again and again.
//! It forgets at will; whoever asks must be able to find out anew.

/// How many cells are remembered; a power of two.
const PLACES: usize = 64;

/// Something known of each of the cells met last.
#[derive(Debug, Clone)]
pub struct Recent<'a, T> {
    /// Each cell has one place, which the next cell of that place takes over; no places before the first cell.
    places: Vec<Option<(&'a str, T)>>,
}

impl<T> Default for Recent<'_, T> {
    fn default() -> Self {
        Recent { places: Vec::new() }
    }
}

impl<'a, T: Copy> Recent<'a, T> {
    /// What is known of a cell, unless it is forgotten.
    pub fn get(&self, cell: &str) -> Option<T> {
        let known = self.places.get(place(cell))?.as_ref()?;
        (known.0 == cell).then_some(known.1)
    }

    /// Remembers what is known of a cell.
    pub fn put(&mut self, cell: &'a str, known: T) {
        if self.places.is_empty() {
            self.places.resize(PLACES, None);
        }
        if let Some(slot) = self.places.get_mut(place(cell)) {
            *slot = Some((cell, known));
        }
    }
}

/// The place of a cell: its length and outer letters tell most values of a column apart.
fn place(cell: &str) -> usize {
    let outer = match cell.as_bytes() {
        [] => 0,
        [one] => usize::from(*one),
        [first, .., last] => usize::from(*first) + 7 * usize::from(*last),
    };
    (outer + 13 * cell.len()) % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_known_until_another_takes_its_place() {
        let mut recent = Recent::default();
        assert_eq!(recent.get("yes"), None);
        recent.put("yes", 1);
        recent.put("", 2);
        assert_eq!((recent.get("yes"), recent.get(""), recent.get("yas")), (Some(1), Some(2), None));
        recent.put("yas", 3);
        assert_eq!((recent.get("yes"), recent.get("yas")), (None, Some(3)));
    }
}
