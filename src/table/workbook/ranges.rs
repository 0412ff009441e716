//! Hidden rows or columns as ranges, counted from any number. It never makes a list before it is asked for one.

/// Ranges of numbers, both ends included.
#[derive(Debug, Clone, Default)]
pub(super) struct Ranges {
    all: Vec<(u32, u32)>,
}

impl Ranges {
    /// Adds the numbers from `first` to `last`; one that goes on where the last ended makes it longer.
    pub(super) fn push(&mut self, first: u32, last: u32) {
        match self.all.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last.max(*end),
            _ => self.all.push((first, last)),
        }
    }

    /// How many ranges there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Every number below `end`, in order and once.
    pub(super) fn below(mut self, end: u32) -> Vec<u32> {
        self.all.sort_unstable();
        let mut numbers = Vec::new();
        let mut next = 0;
        for (first, last) in self.all {
            for number in first.max(next)..=last.min(end.saturating_sub(1)) {
                numbers.push(number);
                next = number.saturating_add(1);
            }
        }
        numbers.retain(|number| *number < end);
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_once_and_in_order() {
        let mut ranges = Ranges::default();
        ranges.push(5, 6);
        ranges.push(7, 7);
        ranges.push(2, 5);
        ranges.push(9, u32::MAX);
        ranges.push(4, 3);
        assert_eq!(ranges.len(), 4);
        assert_eq!(ranges.clone().below(11), [2, 3, 4, 5, 6, 7, 9, 10]);
        assert_eq!(ranges.below(0), [0; 0]);
    }
}
