//! "Did you mean": the nearest of some names.

/// The name nearest to `word`, when it is near enough to be meant: at most a third of its letters differ.
pub(crate) fn nearest(word: &str, names: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    // A longer word is no slip of the keyboard, and comparing it would cost its length squared.
    if word.len() > 64 {
        return None;
    }
    let word = normal(word);
    names
        .map(|name| (distance(&word, &normal(name)), name))
        .filter(|(distance, name)| *distance * 3 <= name.len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Upper case, camel case, hyphens and underscores are the same here.
fn normal(word: &str) -> Vec<char> {
    word.chars().filter(|char| !matches!(char, '_' | '-' | ' ')).map(|char| char.to_ascii_lowercase()).collect()
}

/// The Damerau-Levenshtein distance in its restricted form: changes, insertions, deletions and swaps of neighbours.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut last = None;
    for (row, a) in left.iter().enumerate() {
        let mut current = vec![row + 1];
        let mut previous = None;
        for (column, b) in right.iter().enumerate() {
            let at = |list: &[usize], index: usize| list.get(index).copied().unwrap_or(usize::MAX - 1);
            let change = at(&above, column) + usize::from(a != b);
            let mut best = change.min(at(&above, column + 1) + 1).min(at(&current, column) + 1);
            if last == Some(b) && previous == Some(a) && column > 0 {
                best = best.min(at(&before, column - 1) + 1);
            }
            current.push(best);
            previous = Some(b);
        }
        last = Some(a);
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let names = ["max_speed", "agent_count_min", "reload_on_update", "matrix-gap"];
        for (word, name) in [
            ("max_sped", Some("max_speed")),
            ("maxSpeed", Some("max_speed")),
            ("max-speed", Some("max_speed")),
            ("MAX_SPEED", Some("max_speed")),
            ("amx_speed", Some("max_speed")),
            ("agent_count_mni", Some("agent_count_min")),
            ("reload_on_updates", Some("reload_on_update")),
            ("comment", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, names.into_iter()), name, "{word}");
        }
    }
}
