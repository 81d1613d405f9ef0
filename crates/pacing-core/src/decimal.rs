//! Exact decimals: a number as it is written, compared without floats.
//!
//! The cap is "no more than 3 %" (16 CFR 310.4(b)(4)): 0.03 passes, anything above, however little, fails. A double
//! cannot tell 0.0300000000000000005 from 0.03, so no double is involved here.

use crate::read::{Kind, NodeId, Tree};
use std::cmp::Ordering;
use std::fmt;

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
        let tree = Tree::parse(text).ok()?;
        let plain = tree.node(NodeId::ROOT).kind == Kind::Number && tree.raw(NodeId::ROOT).len() == text.len();
        plain.then(|| Self::from_spelling(text))
    }

    /// A decimal from a number that the reader has accepted.
    pub(crate) fn from_spelling(spelled: &str) -> Self {
        Self { spelled: spelled.into() }
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        &self.spelled
    }

    /// A hundredth of it, spelled without an exponent where it was so: 3 gives `0.03`, 2.50 gives `0.025`.
    pub fn hundredth(&self) -> Self {
        self.shifted(2)
    }

    /// A hundred times it: 0.025 gives `2.5`.
    pub fn hundredfold(&self) -> Self {
        self.shifted(-2)
    }

    fn shifted(&self, places: i64) -> Self {
        let parts = Parts::of(&self.spelled);
        let (digits, scale) = parts.digits();
        Self { spelled: spell(parts.negative, &digits, scale.saturating_add(places)).into() }
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

/// Compares two spelled numbers by value.
pub(crate) fn compare(left: &str, right: &str) -> Ordering {
    if let (Some(left), Some(right)) = (Plain::of(left), Plain::of(right)) {
        return left.cmp(&right);
    }
    let (left, right) = (Parts::of(left), Parts::of(right));
    match (left.sign(), right.sign()) {
        (0, 0) => Ordering::Equal,
        (a, b) if a != b => a.cmp(&b),
        (sign, _) => {
            let magnitude = left.magnitude(&right);
            if sign < 0 { magnitude.reverse() } else { magnitude }
        }
    }
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
    let (digits, scale) = parts.digits();
    if digits.is_empty() {
        return Whole::Exactly(0);
    }
    let point = digits.len() as i64 - scale;
    let (integer, fraction) =
        digits.split_at_checked(point.clamp(0, digits.len() as i64) as usize).unwrap_or((&digits, ""));
    if fraction.is_empty() {
        let zeros = (-scale).clamp(0, 20) as usize;
        let padded = integer.bytes().chain(std::iter::repeat_n(b'0', zeros));
        let magnitude =
            padded.fold(0i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
        return Whole::Exactly(if parts.negative { -magnitude } else { magnitude });
    }
    let leading_zeros = (-point).max(0);
    if rounds_to_whole(integer, leading_zeros, fraction) { Whole::Rounds } else { Whole::Not }
}

/// Whether the double nearest to `integer.000fraction` is whole (IEEE 754, ties to even).
///
/// Between 2^e and 2^(e+1) doubles are 2^(e-52) apart, so a value rounds to a whole number when its distance is at most half of
/// that. `fraction` has no trailing zeros and is not empty.
fn rounds_to_whole(integer: &str, leading_zeros: i64, fraction: &str) -> bool {
    let Ok(whole) = integer.parse::<u64>().or_else(|error| if integer.is_empty() { Ok(0) } else { Err(error) }) else {
        return true; // beyond 2^64 every double is whole
    };
    if whole >= 1 << 53 {
        return true;
    }
    // Enough digits to tell every distance in question apart; the last one stands for all that follow.
    const DIGITS: usize = 64;
    let zeros = usize::try_from(leading_zeros).unwrap_or(usize::MAX).min(DIGITS + 340);
    let mut below: Vec<u8> = std::iter::repeat_n(0, zeros).chain(fraction.bytes().map(|digit| digit - b'0')).collect();
    if below.len() > zeros + DIGITS {
        below.truncate(zeros + DIGITS);
        below.push(1);
    }
    let exponent = whole.checked_ilog2();
    let towards_down = match exponent {
        // Below the smallest double: 2^-1075 is 2.47e-324, and ties go to zero.
        None => leading_zeros >= 324 || (leading_zeros == 323 && fraction <= TINIEST_HALF),
        Some(exponent) => at_most_power(below.clone(), 53 - exponent),
    };
    let above: Vec<u8> = complement(below);
    towards_down || at_most_power(above, 53 - exponent.unwrap_or(0) + u32::from(exponent.is_none()))
}

/// The first digits of 2^-1075, half of the smallest double, behind its 323 zeros.
const TINIEST_HALF: &str = "247032822920623272";

/// Whether `0.digits` is at most 2^-power: doubles it `power` times and sees whether it passes one.
fn at_most_power(mut digits: Vec<u8>, power: u32) -> bool {
    for doubling in 1..=power {
        let mut carry = 0;
        for digit in digits.iter_mut().rev() {
            let doubled = *digit * 2 + carry;
            (*digit, carry) = (doubled % 10, doubled / 10);
        }
        if carry > 0 {
            return doubling == power && digits.iter().all(|digit| *digit == 0);
        }
    }
    true
}

/// `1 - 0.digits`.
fn complement(mut digits: Vec<u8>) -> Vec<u8> {
    let last = digits.iter().rposition(|digit| *digit != 0).unwrap_or(0);
    for (index, digit) in digits.iter_mut().enumerate() {
        *digit = match index.cmp(&last) {
            Ordering::Less => 9 - *digit,
            Ordering::Equal => 10 - *digit,
            Ordering::Greater => 0,
        };
    }
    digits
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

/// The parts of a spelled number.
struct Parts<'a> {
    negative: bool,
    integer: &'a str,
    fraction: &'a str,
    exponent: i64,
}

impl<'a> Parts<'a> {
    fn of(spelled: &'a str) -> Self {
        let (negative, unsigned) = match spelled.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, spelled),
        };
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
        let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        Self { negative, integer, fraction, exponent: saturating(exponent) }
    }

    /// The digits without zeros at either end, and how many of them stand behind the decimal point (may be negative).
    fn digits(&self) -> (String, i64) {
        let all = [self.integer, self.fraction].concat();
        let kept = all.trim_end_matches('0');
        let scale = (self.fraction.len() as i64).saturating_sub(self.exponent) - (all.len() - kept.len()) as i64;
        (kept.trim_start_matches('0').to_owned(), scale)
    }

    fn significant(&self) -> impl Iterator<Item = u8> {
        self.integer.bytes().chain(self.fraction.bytes()).skip_while(|digit| *digit == b'0')
    }

    /// -1, 0 or 1.
    fn sign(&self) -> i8 {
        match (self.significant().next(), self.negative) {
            (None, _) => 0,
            (Some(_), true) => -1,
            (Some(_), false) => 1,
        }
    }

    /// Compares what is left when the signs are equal and neither is zero.
    fn magnitude(&self, other: &Self) -> Ordering {
        let places = |parts: &Self| {
            let zeros = parts.integer.bytes().chain(parts.fraction.bytes()).take_while(|digit| *digit == b'0').count();
            parts.exponent.saturating_add(parts.integer.len() as i64).saturating_sub(zeros as i64)
        };
        places(self).cmp(&places(other)).then_with(|| {
            let (mut left, mut right) = (self.significant(), other.significant());
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return Ordering::Equal,
                    (a, b) => match a.unwrap_or(b'0').cmp(&b.unwrap_or(b'0')) {
                        Ordering::Equal => {}
                        unequal => return unequal,
                    },
                }
            }
        })
    }
}

/// An exponent; one beyond what any text here can reach is taken as that.
fn saturating(exponent: &str) -> i64 {
    const END: i64 = 1 << 60;
    let (negative, digits) = match exponent.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, exponent.strip_prefix('+').unwrap_or(exponent)),
    };
    let value = digits
        .bytes()
        .fold(0i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit.wrapping_sub(b'0'))))
        .min(END);
    if negative { -value } else { value }
}

/// A number from its digits, `scale` of them behind the decimal point.
fn spell(negative: bool, digits: &str, scale: i64) -> String {
    const PLAIN: i64 = 40;
    let sign = if negative { "-" } else { "" };
    let point = digits.len() as i64 - scale;
    let (zeros_before, zeros_behind) = ((-point).max(0), (-scale).max(0));
    if digits.is_empty() {
        return "0".to_owned();
    }
    if zeros_before > PLAIN || zeros_behind > PLAIN {
        return [sign, digits, "e", &(-scale).to_string()].concat();
    }
    let (integer, fraction) =
        digits.split_at_checked(point.clamp(0, digits.len() as i64) as usize).unwrap_or((digits, ""));
    let integer = if integer.is_empty() { "0" } else { integer };
    let zeros = |count: i64| "0".repeat(count as usize);
    let fraction = [&zeros(zeros_before), fraction].concat();
    let dot = if fraction.is_empty() { "" } else { "." };
    [sign, integer, &zeros(zeros_behind), dot, &fraction].concat()
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
            assert_eq!(Decimal::parse(value).unwrap().hundredth().as_str(), hundredth);
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
