//! A set as a sorted list: a tree costs 10 kB of wasm for each kind of element (measured).
//! Looking up is by halving; inserting moves what stands behind, so it is for sets that people choose.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Borrow;

/// Elements in their order, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortedSet<T> {
    elements: Vec<T>,
}

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        SortedSet { elements: Vec::new() }
    }
}

impl<T: Ord> SortedSet<T> {
    /// Puts an element in; says whether it was not there.
    pub fn insert(&mut self, element: T) -> bool {
        match self.elements.binary_search(&element) {
            Ok(_) => false,
            Err(place) => {
                self.elements.insert(place, element);
                true
            }
        }
    }

    /// Takes an element out; says whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, element: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(element).map(|place| self.elements.remove(place)).is_ok()
    }

    /// Whether an element is there.
    pub fn contains<Q: Ord + ?Sized>(&self, element: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(element).is_ok()
    }

    fn place<Q: Ord + ?Sized>(&self, element: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.elements.binary_search_by(|known| known.borrow().cmp(element))
    }
}

impl<T> SortedSet<T> {
    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.elements.iter()
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut set = SortedSet::default();
        for element in elements {
            set.insert(element);
        }
        set
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.elements.iter()
    }
}

impl<T: Serialize> Serialize for SortedSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.elements.serialize(serializer)
    }
}

impl<'de, T: Ord + Deserialize<'de>> Deserialize<'de> for SortedSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_a_set(steps in proptest::collection::vec((any::<bool>(), 0u8..12), 0..60)) {
            let (mut ours, mut theirs) = (SortedSet::default(), BTreeSet::new());
            for (put, element) in steps {
                if put {
                    prop_assert_eq!(ours.insert(element), theirs.insert(element));
                } else {
                    prop_assert_eq!(ours.remove(&element), theirs.remove(&element));
                }
                prop_assert_eq!(ours.contains(&element), theirs.contains(&element));
                prop_assert!(ours.iter().eq(theirs.iter()));
            }
            let json = serde_json::to_string(&ours).unwrap();
            prop_assert_eq!(serde_json::to_string(&theirs).unwrap(), json.clone());
            prop_assert_eq!(serde_json::from_str::<SortedSet<u8>>(&json).unwrap(), ours);
        }
    }
}
