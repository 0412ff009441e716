//! Sorting for the page: one sort for every kind of element, where each of the library's own would be 5 kB of
//! wasm. It costs two more moves of each element; long lists in the worker use the library's.

use std::cmp::Ordering;

/// Sorts; elements that compare equal stay in their order.
pub fn sort<T>(elements: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let places = places(elements.len(), &|left, right| match (elements.get(left), elements.get(right)) {
        (Some(left), Some(right)) => compare(left, right),
        _ => Ordering::Equal,
    });
    let mut slots: Vec<Option<T>> = elements.drain(..).map(Some).collect();
    elements.extend(places.into_iter().filter_map(|place| slots.get_mut(place).and_then(Option::take)));
}

/// The places of so many elements in their order.
fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|left, right| compare(*left, *right));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_library_does(elements in proptest::collection::vec((0u8..5, 0u8..5), 0..60)) {
            let (mut ours, mut theirs) = (elements.clone(), elements);
            sort(&mut ours, |left, right| left.0.cmp(&right.0));
            theirs.sort_by_key(|one| one.0);
            prop_assert_eq!(ours, theirs);
        }
    }
}
