//! Reading and writing the places of arrays that are sized together, without a way to stop the program.
//! Compiled problems keep every index inside its array; a place that is not there reads as zero.

/// The value at a place.
#[inline(always)]
pub fn at<T: Copy + Default>(list: &[T], place: usize) -> T {
    match list.get(place) {
        Some(value) => *value,
        None => T::default(),
    }
}

/// Writes the value at a place.
#[inline(always)]
pub fn put<T>(list: &mut [T], place: usize, value: T) {
    if let Some(slot) = list.get_mut(place) {
        *slot = value;
    }
}

/// Lists of different lengths, one after the other.
#[derive(Debug, Clone)]
pub struct Lists<T> {
    ends: Vec<usize>,
    items: Vec<T>,
}

impl<T: Clone> Lists<T> {
    /// From one list for each place.
    pub fn new(lists: &[Vec<T>]) -> Lists<T> {
        let mut ends = Vec::with_capacity(lists.len() + 1);
        ends.push(0);
        let mut items = Vec::new();
        for list in lists {
            items.extend(list.iter().cloned());
            ends.push(items.len());
        }
        Lists { ends, items }
    }

    /// The list at a place.
    #[inline(always)]
    pub fn of(&self, place: usize) -> &[T] {
        let (from, to) = (at(&self.ends, place), at(&self.ends, place + 1));
        self.items.get(from..to).unwrap_or_default()
    }
}
