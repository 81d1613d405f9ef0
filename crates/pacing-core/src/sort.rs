//! Sorting: one small merge sort for every list, since the browser carries each instance of the standard library's.

/// The order of `count` things, given by their indices; `after` says whether one belongs behind another. Things that are equal keep their
/// order; the work is n log n.
pub(crate) fn order(count: usize, after: &dyn Fn(usize, usize) -> bool) -> Vec<u32> {
    let mut order: Vec<u32> = (0..count as u32).collect();
    let mut merged = Vec::with_capacity(count);
    let mut width = 1;
    while width < count {
        merged.clear();
        for pair in order.chunks(2 * width) {
            let (mut left, mut right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            // Most lists are made of a few that are in order.
            if let (Some(last), Some(first)) = (left.last(), right.first())
                && !after(*last as usize, *first as usize)
            {
                merged.extend_from_slice(pair);
                continue;
            }
            while let (Some((first, rest)), Some((second, others))) = (left.split_first(), right.split_first()) {
                if after(*first as usize, *second as usize) {
                    merged.push(*second);
                    right = others;
                } else {
                    merged.push(*first);
                    left = rest;
                }
            }
            merged.extend_from_slice(left);
            merged.extend_from_slice(right);
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

/// The items, sorted by a key.
pub(crate) fn by_key<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = items.iter().map(key).collect();
    let order = order(items.len(), &|left, right| keys.get(left) > keys.get(right));
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|index| items.get_mut(index as usize)?.take()).collect()
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
