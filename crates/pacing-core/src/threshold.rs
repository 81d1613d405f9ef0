//! Where the abandon threshold stands against the cap: one judgement, which the rules about it share.

use crate::decimal::{billionths, compare, divided};
use crate::draft::Draft;
use crate::profile::Profile;
use std::cmp::Ordering;

/// The tutorial's platform limit (its section on error 400): it holds under every profile.
pub(crate) const PLATFORM: &str = "0.03";

const PLATFORM_BILLIONTHS: u64 = 30_000_000;

/// Half way between the double nearest to 0.03 and the next one up: up to here, itself included (ties go to even), a double
/// reads a number as 0.03.
const ROUNDS_TO_PLATFORM: &str = "0.03000000000000000062450045135165055398829281330108642578125";

/// Half of the smallest double, negative: from here up to zero a double reads a number as -0.
const ROUNDS_TO_ZERO: &str = "-2.4703282292062327208828439643411068618252990130716238221279284125033775363510438e-324";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Below zero.
    Negative,
    /// Zero, however spelled.
    Zero,
    Within,
    /// Exactly the cap.
    AtCap,
    /// Outside, but a double would round it inside.
    Rounds,
    /// Above, and a hundredth of it would be within the platform's limit.
    Percent,
    /// Above the profile's cap.
    AboveCap,
    /// Above the platform's limit, and the profile has no cap or a higher one.
    AbovePlatform,
}

/// Judges the threshold: once for all rules.
pub(crate) fn judge_draft(draft: &Draft<'_>, profile: &Profile) -> Option<Standing> {
    let node = draft.threshold?;
    Some(judge(draft.tree.raw(node), legal_cap(profile)))
}

/// The profile's cap where it is the one that counts.
pub(crate) fn legal_cap(profile: &Profile) -> Option<&'static str> {
    profile.cap.filter(|cap| *cap == PLATFORM || compare(cap, PLATFORM) == Ordering::Less)
}

/// A fraction as a percentage: 0.03 gives `3`.
pub(crate) fn percent(fraction: &str) -> String {
    divided(fraction, -2)
}

fn judge(spelled: &str, legal: Option<&str>) -> Standing {
    let cap = legal.unwrap_or(PLATFORM);
    // Nearly every threshold is a few digits below the usual cap.
    if cap == PLATFORM && billionths(spelled).is_some_and(|value| (1..PLATFORM_BILLIONTHS).contains(&value)) {
        return Standing::Within;
    }
    match (compare(spelled, "0"), compare(spelled, cap)) {
        (Ordering::Less, _) if compare(spelled, ROUNDS_TO_ZERO) != Ordering::Less => Standing::Rounds,
        (Ordering::Less, _) => Standing::Negative,
        (Ordering::Equal, _) => Standing::Zero,
        (_, Ordering::Less) => Standing::Within,
        (_, Ordering::Equal) => Standing::AtCap,
        _ if compare(spelled, PLATFORM) == Ordering::Greater
            && compare(spelled, ROUNDS_TO_PLATFORM) != Ordering::Greater =>
        {
            Standing::Rounds
        }
        // A hundredth is within the platform's limit when the number itself is at most 3.
        _ if compare(spelled, PLATFORM) == Ordering::Greater && compare(spelled, "3") != Ordering::Greater => {
            Standing::Percent
        }
        _ if legal.is_some() => Standing::AboveCap,
        _ => Standing::AbovePlatform,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary() {
        for (spelled, standing) in [
            ("-1", Standing::Negative),
            ("-1e-320", Standing::Negative),
            ("-1e-400", Standing::Rounds),
            ("-0.0", Standing::Zero),
            ("0e9", Standing::Zero),
            ("1e-400", Standing::Within),
            ("0.0299", Standing::Within),
            ("3e-2", Standing::AtCap),
            ("0.030", Standing::AtCap),
            ("0.0300000000000000005", Standing::Rounds),
            ("0.030000000000000001", Standing::Percent),
            ("0.3", Standing::Percent),
            ("0.5", Standing::Percent),
            ("2.5", Standing::Percent),
            ("3", Standing::Percent),
            ("3.01", Standing::AboveCap),
            ("30", Standing::AboveCap),
            ("1e400", Standing::AboveCap),
        ] {
            assert_eq!(judge(spelled, Some("0.03")), standing, "{spelled}");
        }
        assert_eq!(billionths(PLATFORM), Some(PLATFORM_BILLIONTHS));
        assert_eq!(judge("0.02", Some("0.01")), Standing::AboveCap, "a stricter cap");
        assert_eq!(judge("0.04", None), Standing::Percent);
        assert_eq!(judge("4", None), Standing::AbovePlatform);
    }
}
