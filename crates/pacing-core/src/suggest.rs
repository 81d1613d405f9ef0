//! "Did you mean": the nearest of some names.

/// The name nearest to `word`, when it is near enough to be meant: at most a third of its letters differ.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let mut search = Search::new(word)?;
    for name in names {
        search.consider(name);
    }
    search.found.map(|(_, name)| name)
}

/// A word, and the nearest of the names so far.
struct Search<'n> {
    word: Vec<char>,
    found: Option<(usize, &'n str)>,
}

impl<'n> Search<'n> {
    /// Nothing for a longer word: that is no slip of the keyboard, and comparing it would cost its length squared.
    #[inline(never)]
    fn new(word: &str) -> Option<Self> {
        (word.len() <= 64).then(|| Self { word: normal(word), found: None })
    }

    #[inline(never)]
    fn consider(&mut self, name: &'n str) {
        let distance = distance(&self.word, &normal(name));
        if distance * 3 <= name.len() && self.found.is_none_or(|(least, _)| distance < least) {
            self.found = Some((distance, name));
        }
    }
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
    // The distance of the first `row` letters of one from the first `column` of the other, row by row.
    let mut distances: Vec<usize> = Vec::new();
    let at = |distances: &[usize], row: usize, column: usize| distances.get(row * width + column).copied().unwrap_or(0);
    for row in 0..=left.len() {
        for column in 0..width {
            let mut best = row + column;
            if row > 0 && column > 0 {
                let (a, b) = (left.get(row - 1), right.get(column - 1));
                best = at(&distances, row - 1, column).min(at(&distances, row, column - 1)) + 1;
                best = best.min(at(&distances, row - 1, column - 1) + usize::from(a != b));
                if row > 1 && column > 1 && a == right.get(column - 2) && b == left.get(row - 2) {
                    best = best.min(at(&distances, row - 2, column - 2) + 1);
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
            assert_eq!(nearest(word, names), name, "{word}");
        }
    }
}
