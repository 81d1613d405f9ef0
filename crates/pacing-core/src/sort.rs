//! Sorting: one small merge sort for every list, since the browser carries each instance of the standard library's.

/// Whether one thing belongs behind another, by their indices. A closure behind `dyn Fn` brings a second copy of itself, which nobody calls.
pub(crate) trait After {
    fn after(&self, left: usize, right: usize) -> bool;
}

impl<F: Fn(usize, usize) -> bool> After for F {
    fn after(&self, left: usize, right: usize) -> bool {
        self(left, right)
    }
}

/// The order of `count` things, given by their indices; `after` says whether one belongs behind another. Things that are equal keep their
/// order; the work is n log n.
pub(crate) fn order(count: usize, after: &dyn After) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        merged.clear();
        let mut rest = order.as_slice();
        while !rest.is_empty() {
            let (pair, behind) = rest.split_at_checked(2 * width).unwrap_or((rest, &[]));
            rest = behind;
            merge(pair, width, after, &mut merged);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// Adds two lists as one that is in order; the second one starts at `width`.
fn merge(pair: &[u32], width: usize, after: &dyn After, merged: &mut Vec<u32>) {
    let behind = |left: &u32, right: &u32| after.after(*left as usize, *right as usize);
    // Most lists are made of a few that are in order.
    if let (Some(last), Some(first)) = (pair.get(width - 1), pair.get(width))
        && !behind(last, first)
    {
        merged.extend_from_slice(pair);
        return;
    }
    let (mut left, mut right) = (0, width);
    loop {
        let from = match (pair.get(left).filter(|_| left < width), pair.get(right)) {
            (None, None) => return,
            (Some(first), Some(second)) if behind(first, second) => &mut right,
            (None, Some(_)) => &mut right,
            (Some(_), _) => &mut left,
        };
        merged.extend(pair.get(*from));
        *from += 1;
    }
}

/// The items, sorted by a key.
pub(crate) fn by_key<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let after = |left: usize, right: usize| items.get(left).map(&key) > items.get(right).map(&key);
    let order = order(items.len(), &after);
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        places.push(Some(item));
    }
    let mut sorted = Vec::with_capacity(places.len());
    for index in order {
        if let Some(item) = places.get_mut(index as usize).and_then(Option::take) {
            sorted.push(item);
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_sorted_and_equal_things_keep_their_order() {
        let mut state = 1u64;
        for length in 0..200 {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (state >> 33) % 20
            };
            let items: Vec<(u64, usize)> = (0..length).map(|index| (next(), index)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            assert_eq!(by_key(items, |(key, _)| *key), expected);
        }
    }
}
