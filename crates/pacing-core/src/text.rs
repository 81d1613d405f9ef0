//! Texts put together from pieces. `core::fmt` would do it too, but a browser module would carry some ten kilobytes of it for a few
//! numbers; so what that module runs uses these and not `format!`.

/// Adds a number in decimal digits.
///
/// ```
/// let mut out = String::from("band ");
/// pacing_core::text::push_int(&mut out, -12);
/// assert_eq!(out, "band -12");
/// ```
pub fn push_int(out: &mut String, number: i64) {
    let mut rest = number.unsigned_abs();
    let mut digits = [0; 20];
    let mut length = 0;
    for digit in digits.iter_mut() {
        *digit = b'0' + (rest % 10) as u8;
        rest /= 10;
        length += 1;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push('-');
    }
    for digit in digits.iter().take(length).rev() {
        out.push(char::from(*digit));
    }
}

/// A number in decimal digits.
pub fn int(number: i64) -> String {
    let mut out = String::new();
    push_int(&mut out, number);
    out
}

/// Adds a character: not inlined, since a browser module would carry the encoding wherever one is added.
#[inline(never)]
pub fn push(out: &mut String, char: char) {
    out.push(char);
}

/// Pieces in a row.
pub fn join(pieces: &[&str]) -> String {
    let mut out = String::new();
    for piece in pieces {
        out.push_str(piece);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_the_library_spells_them() {
        for number in [0, 7, 10, -1, 99, 4_294_967_295, i64::MAX, i64::MIN] {
            assert_eq!(int(number), number.to_string());
        }
        assert_eq!(join(&["a", "", "bc"]), "abc");
    }
}
