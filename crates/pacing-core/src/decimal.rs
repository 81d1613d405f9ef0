//! Exact decimals: a number as it is written, compared without floats.
//!
//! The cap is "no more than 3 %" (16 CFR 310.4(b)(4)): 0.03 passes, anything above, however little, fails. A double
//! cannot tell 0.0300000000000000005 from 0.03, so no double is involved here.

use crate::read::{Kind, NodeId, Tree};
use crate::text::push_int;
use std::cmp::Ordering;
use std::fmt;
use std::str::Bytes;

/// A JSON number, as spelled and compared by value: `0.03`, `0.030` and `3e-2` are equal and keep their spelling.
#[derive(Clone, Debug)]
pub struct Decimal {
    spelled: Box<str>,
}

impl Decimal {
    /// A decimal from the spelling of a JSON number (RFC 8259, section 6); nothing for any other text.
    ///
    /// ```
    /// use pacing_core::Decimal;
    /// let threshold = Decimal::parse("3e-2").unwrap();
    /// assert_eq!(threshold, Decimal::parse("0.030").unwrap());
    /// assert!(Decimal::parse("0.0300000000000000005").unwrap() > threshold);
    /// assert!(Decimal::parse("3 %").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        is_number(text).then(|| Self::from_spelling(text))
    }

    /// A decimal from a number that the reader has accepted.
    pub(crate) fn from_spelling(spelled: &str) -> Self {
        Self { spelled: spelled.into() }
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        &self.spelled
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        compare(&self.spelled, &other.spelled)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelled)
    }
}

/// For programs that read the model: the nearest double. What is sent to a dialer is made by `Valid::to_body`.
#[cfg(feature = "serde")]
impl serde::Serialize for Decimal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.spelled.parse::<f64>() {
            Ok(number) if number.is_finite() => serializer.serialize_f64(number),
            _ => serializer.serialize_str(&self.spelled),
        }
    }
}

/// Whether a text is a JSON number (RFC 8259, section 6) with nothing around it.
#[inline(never)]
pub(crate) fn is_number(text: &str) -> bool {
    let Ok(tree) = Tree::parse(text) else { return false };
    tree.node(NodeId::ROOT).kind == Kind::Number && tree.raw(NodeId::ROOT).len() == text.len()
}

/// A spelled number divided by ten to the power of `places`, spelled without an exponent where few zeros do: a hundredth of 3 is `0.03`.
#[inline(never)]
pub(crate) fn divided(spelled: &str, places: i64) -> String {
    Parts::of(spelled).spell(places)
}

/// Compares two spelled numbers by value.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    if let (Some(left), Some(right)) = (Plain::of(left), Plain::of(right)) {
        return left.cmp(&right);
    }
    Parts::of(left).compare(&Parts::of(right))
}

/// What a number is when a whole one is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// A whole number; one beyond `i64` is taken as its end.
    Exactly(i64),
    /// Not whole, but a double would round it to a whole number.
    Rounds,
    /// Not whole.
    Not,
}

/// The whole number that `spelled` denotes: `5`, `5.0`, `5e0` and `50e-1` are all 5.
pub(crate) fn whole(spelled: &str) -> Whole {
    let parts = Parts::of(spelled);
    // The digits before the decimal point; i64 has not more than 19.
    let mut integer = 0i64;
    for place in 0..parts.point.clamp(0, 20) {
        integer = integer.saturating_mul(10).saturating_add(i64::from(parts.digit(place)));
    }
    if parts.point >= parts.digits.len() as i64 {
        return Whole::Exactly(if parts.negative { -integer } else { integer });
    }
    if parts.rounds_to_whole(integer) { Whole::Rounds } else { Whole::Not }
}

/// The value of a plain and short number in billionths, for quick comparisons with constants.
pub(crate) fn billionths(spelled: &str) -> Option<u64> {
    Plain::of(spelled).map(|Plain(value)| value)
}

/// A number without sign and exponent and with few digits, as nearly all are: its value in units of 10^-[`Plain::PLACES`].
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Plain(u64);

impl Plain {
    const PLACES: usize = 9;

    fn of(spelled: &str) -> Option<Self> {
        // Nine digits and nine places stay below 10^19.
        if spelled.len() > Self::PLACES {
            return None;
        }
        let (mut value, mut places, mut behind) = (0u64, 0, false);
        for byte in spelled.bytes() {
            match byte {
                b'0'..=b'9' => {
                    value = value * 10 + u64::from(byte - b'0');
                    places += usize::from(behind);
                }
                b'.' => behind = true,
                _ => return None,
            }
        }
        (places..Self::PLACES).for_each(|_| value *= 10);
        Some(Self(value))
    }
}

/// A spelled number: 0.`digits` times ten to the power of `point`.
struct Parts {
    negative: bool,
    /// Each from 0 to 9, without zeros at either end; none of a zero.
    digits: Vec<u8>,
    /// How many digits stand before the decimal point; negative where zeros follow it.
    point: i64,
}

impl Parts {
    fn of(spelled: &str) -> Self {
        let mut parts = Self { negative: false, digits: Vec::new(), point: 0 };
        let (mut behind, mut bytes) = (false, spelled.bytes());
        while let Some(byte) = bytes.next() {
            match byte {
                b'-' => parts.negative = true,
                b'.' => behind = true,
                b'e' | b'E' => {
                    parts.point = parts.point.saturating_add(exponent(bytes));
                    break;
                }
                _ => {
                    let leading = parts.digits.is_empty() && byte == b'0';
                    if !leading {
                        parts.digits.push(byte.wrapping_sub(b'0'));
                    }
                    // A digit before the point moves it, and so does a zero between the point and the first other digit.
                    parts.point += i64::from(!behind && !leading) - i64::from(behind && leading);
                }
            }
        }
        while parts.digits.last() == Some(&0) {
            parts.digits.pop();
        }
        if parts.digits.is_empty() {
            (parts.negative, parts.point) = (false, 0);
        }
        parts
    }

    /// A digit, counted from the first one that is not zero.
    fn digit(&self, place: i64) -> u8 {
        usize::try_from(place).ok().and_then(|place| self.digits.get(place)).copied().unwrap_or(0)
    }

    fn compare(&self, other: &Self) -> Ordering {
        if self.negative != other.negative {
            return other.negative.cmp(&self.negative);
        }
        // A zero is below everything else that is not negative.
        let filled = (!self.digits.is_empty()).cmp(&!other.digits.is_empty());
        let magnitude = filled.then(self.point.cmp(&other.point)).then_with(|| self.digits.cmp(&other.digits));
        if self.negative { magnitude.reverse() } else { magnitude }
    }

    /// Whether the double nearest to a number is whole (IEEE 754, ties to even) that is not; `integer` is what stands before its point.
    ///
    /// Between 2^e and 2^(e+1) doubles are 2^(e-52) apart, so a value rounds to a whole number when its distance is at most half of that.
    fn rounds_to_whole(&self, integer: i64) -> bool {
        if integer >= 1 << 53 {
            return true;
        }
        if integer == 0 && self.point <= -323 {
            // Below the smallest double: half of it, 2^-1075, is 2.47e-324, and ties go to zero.
            const HALF: [u8; 18] = [2, 4, 7, 0, 3, 2, 8, 2, 2, 9, 2, 0, 6, 2, 3, 2, 7, 2];
            return self.point < -323 || self.digits.as_slice() <= &HALF[..];
        }
        // Half the distance is 2^-power: as many digits behind the point as 5^power as a whole number says.
        let power = 53 - integer.checked_ilog2().map_or(-1, |exponent| exponent as i32);
        let half = 5u128.pow(power.unsigned_abs());
        // The distances to the whole number below and, but for what the digits that follow add, to the one above.
        let (mut below, mut above) = (0u128, 0u128);
        let end = self.point + i64::from(power);
        for place in self.point..end {
            let digit = self.digit(place);
            below = append(below, digit);
            above = append(above, 9 - digit);
        }
        let exact = end >= self.digits.len() as i64;
        above < half || (integer > 0 && (below < half || (below == half && exact)))
    }

    /// The number divided by ten to the power of `places`, without an exponent where few zeros do.
    fn spell(&self, places: i64) -> String {
        const ZEROS: i64 = 40;
        let point = self.point.saturating_sub(places);
        let length = self.digits.len() as i64;
        if length == 0 {
            return String::from("0");
        }
        let mut out = String::from(if self.negative { "-" } else { "" });
        let plain = -point <= ZEROS && point - length <= ZEROS;
        // What is written: from the first digit or the zero before the point, to the last digit or the last zero before the point.
        let (start, end) = if plain { (point.min(1) - 1, point.max(length)) } else { (0, length) };
        for place in start..end {
            if plain && place == point {
                out.push('.');
            }
            out.push(char::from(b'0' + self.digit(place)));
        }
        if !plain {
            out.push('e');
            push_int(&mut out, point.saturating_sub(length));
        }
        out
    }
}

/// One more digit behind a number; one that would not fit is far above every [half](Parts::rounds_to_whole).
fn append(number: u128, digit: u8) -> u128 {
    if number >> 124 == 0 { number * 10 + u128::from(digit) } else { u128::MAX }
}

/// An exponent; one beyond what any text here can reach is taken as that.
fn exponent(spelled: Bytes<'_>) -> i64 {
    const END: i64 = 1 << 60;
    let (mut negative, mut value) = (false, 0i64);
    for byte in spelled {
        match byte {
            b'-' => negative = true,
            b'+' => {}
            _ => value = value.saturating_mul(10).saturating_add(i64::from(byte.wrapping_sub(b'0'))).min(END),
        }
    }
    if negative { -value } else { value }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn whole_numbers_in_every_spelling() {
        for spelled in ["5", "5.0", "5e0", "50e-1", "0.5e1", "5.000E+0", "500e-2"] {
            assert_eq!(whole(spelled), Whole::Exactly(5), "{spelled}");
        }
        assert_eq!(whole("-0.0"), Whole::Exactly(0));
        assert_eq!(whole("0e99999999999999999999"), Whole::Exactly(0));
        assert_eq!(whole("1e3"), Whole::Exactly(1000));
        assert_eq!(whole("-1e400"), Whole::Exactly(-i64::MAX));
        assert_eq!(whole("1e99999999999999999999"), Whole::Exactly(i64::MAX));
        assert_eq!(whole("5.5"), Whole::Not);
    }

    #[test]
    fn what_a_double_would_round_is_told_apart() {
        for spelled in [
            "1.0000000000000001",
            "0.99999999999999999",
            "1e-400",
            "1e-99999999999999999999",
            "2.47e-324",
            "3.00000000000000001",
            "1000000.00000000001",
            "1.00000000000000011102230246251565404236316680908203125",
            "9007199254740993.5",
        ] {
            assert_eq!(whole(spelled), Whole::Rounds, "{spelled}");
            assert_eq!(spelled.parse::<f64>().unwrap().fract(), 0.0, "{spelled}");
        }
        for spelled in [
            "1.0000000000000003",
            "0.9999999999999999",
            "5e-324",
            "2.48e-324",
            "1.5",
            "0.5",
            "1e-300",
            "1.000000000000000111022302462515654042363166809082031251",
        ] {
            assert_eq!(whole(spelled), Whole::Not, "{spelled}");
            assert_ne!(spelled.parse::<f64>().unwrap().fract(), 0.0, "{spelled}");
        }
    }

    #[test]
    fn the_library_rounds_the_same_numbers() {
        let mut state = 7u64;
        let mut random = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % below
        };
        let mut rounded = 0;
        for _ in 0..20_000 {
            let integer = (random(1 << 31) * random(1 << 31)) >> random(63);
            let (same, behind) = ((random(2) * 9).to_string().repeat(random(20) as usize), random(1000) * 2 + 1);
            let exponent = random(8) as i64 - 4;
            let spelled = format!("{integer}.{same}{behind}e{exponent}");
            let double: f64 = spelled.parse().unwrap();
            let expected = if double.fract() == 0.0 { Whole::Rounds } else { Whole::Not };
            match whole(&spelled) {
                Whole::Exactly(value) => assert_eq!(double.min(i64::MAX as f64), value as f64, "{spelled}"),
                found => assert_eq!(found, expected, "{spelled}"),
            }
            rounded += u32::from(expected == Whole::Rounds);
        }
        assert!((2_000..18_000).contains(&rounded), "{rounded}");
    }

    #[test]
    fn a_hundredth_is_exact() {
        for (value, hundredth) in [
            ("3", "0.03"),
            ("2.50", "0.025"),
            ("0.3", "0.003"),
            ("30e-1", "0.03"),
            ("-7", "-0.07"),
            ("0", "0"),
            ("100", "1"),
            ("12345", "123.45"),
        ] {
            assert_eq!(divided(value, 2), hundredth);
        }
    }

    #[test]
    fn values_are_compared_exactly() {
        let ordered = [
            "-1e400",
            "-2",
            "-1.5",
            "-1e-400",
            "0",
            "1e-99999999999999999999",
            "1e-400",
            "0.03",
            "0.0300000000000000005",
            "0.030000000000000001",
            "3",
            "29.99",
            "3e1",
            "1e400",
        ];
        for (index, left) in ordered.iter().enumerate() {
            for (other, right) in ordered.iter().enumerate() {
                assert_eq!(compare(left, right), index.cmp(&other), "{left} {right}");
            }
        }
        for equal in [["0.03", "3e-2"], ["-0", "0.0"], ["1e2", "100.00"], ["0e5", "0"]] {
            assert_eq!(compare(equal[0], equal[1]), Ordering::Equal);
        }
    }
}
