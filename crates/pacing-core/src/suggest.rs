//! "Did you mean": the nearest of some names.

/// The name nearest to `word`, when it is near enough to be meant: at most a third of its letters differ.
pub fn nearest<'n>(word: &str, names: &mut dyn Iterator<Item = &'n str>) -> Option<&'n str> {
    // A longer word is no slip of the keyboard, and comparing it would cost its length squared.
    if word.len() > 64 {
        return None;
    }
    let word = normal(word);
    let mut found = None;
    for name in names {
        let distance = distance(&word, &normal(name));
        if distance * 3 <= name.len() && found.is_none_or(|(least, _)| distance < least) {
            found = Some((distance, name));
        }
    }
    found.map(|(_, name)| name)
}

/// Upper case, camel case, hyphens and underscores are the same here.
fn normal(word: &str) -> Vec<char> {
    let mut letters = Vec::new();
    for char in word.chars() {
        if !matches!(char, '_' | '-' | ' ') {
            letters.push(char.to_ascii_lowercase());
        }
    }
    letters
}

/// The Damerau-Levenshtein distance in its restricted form: changes, insertions, deletions and swaps of neighbours.
fn distance(left: &[char], right: &[char]) -> usize {
    let width = right.len() + 1;
    // The distance between the first letters of both, row by row: `row` letters of `left`, `column` of `right`.
    let mut distances: Vec<usize> = Vec::new();
    for row in 0..=left.len() {
        for column in 0..width {
            let back = |rows: usize, columns: usize| {
                let at = row.checked_sub(rows)? * width + column.checked_sub(columns)?;
                distances.get(at).copied()
            };
            let letter = |back: usize| Some((left.get(row.checked_sub(back)?)?, right.get(column.checked_sub(back)?)?));
            let mut best = row + column;
            if let (Some(above), Some(before)) = (back(1, 0), back(0, 1)) {
                best = above.min(before) + 1;
            }
            if let (Some((a, b)), Some(change)) = (letter(1), back(1, 1)) {
                best = best.min(change + usize::from(a != b));
                if let (Some((c, d)), Some(swap)) = (letter(2), back(2, 2))
                    && (a, b) == (d, c)
                {
                    best = best.min(swap + 1);
                }
            }
            distances.push(best);
        }
    }
    distances.last().copied().unwrap_or(0)
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
            assert_eq!(nearest(word, &mut names.into_iter()), name, "{word}");
        }
    }
}
