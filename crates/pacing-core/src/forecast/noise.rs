//! What a measured rate says: a rate over a window is a sample, and may pass the cap though the true one keeps it.

/// The chance that of `calls` answered calls more than the share `cap` is abandoned, when each is abandoned with chance `rate`: the
/// binomial tail. How much headroom is worth.
///
/// Rates outside of 0 to 1 are taken as 0 or 1.
///
/// ```
/// use pacing_core::forecast::chance_above;
/// // 1,000 answered calls at a true rate of 2.5 % show more than 3 % in 13 of 100 windows.
/// assert_eq!((chance_above(0.03, 0.025, 1000) * 100.0).round(), 13.0);
/// ```
pub fn chance_above(cap: f64, rate: f64, calls: u32) -> f64 {
    let allowed = allowed(cap, calls);
    if allowed >= calls || rate <= 0.0 {
        return 0.0;
    }
    if rate >= 1.0 {
        return 1.0;
    }
    // Sum the side that is smaller, from its largest term outwards: the terms fall off fast, and nothing cancels.
    if f64::from(allowed + 1) > f64::from(calls) * rate {
        upper_tail(allowed + 1, rate, calls)
    } else {
        1.0 - upper_tail(calls - allowed, 1.0 - rate, calls)
    }
}

/// Wilson's interval for the true rate (Wilson 1927) when `abandoned` of `calls` answered calls were: it holds the true rate in about
/// 95 of 100 windows. Nothing when there were no calls.
///
/// ```
/// use pacing_core::forecast::wilson;
/// let (low, high) = wilson(30, 1000).expect("there were calls");
/// assert_eq!(format!("{low:.4} {high:.4}"), "0.0211 0.0425");
/// ```
pub fn wilson(abandoned: u32, calls: u32) -> Option<(f64, f64)> {
    /// The 97.5 % quantile of the normal distribution.
    const Z: f64 = 1.959_963_984_540_054;
    if calls == 0 {
        return None;
    }
    let calls_f = f64::from(calls);
    let rate = f64::from(abandoned.min(calls)) / calls_f;
    let scale = 1.0 + Z * Z / calls_f;
    let centre = (rate + Z * Z / (2.0 * calls_f)) / scale;
    let half = Z / scale * libm::sqrt(rate * (1.0 - rate) / calls_f + Z * Z / (4.0 * calls_f * calls_f));
    // At the ends both terms are equal, but for rounding.
    let low = if abandoned == 0 { 0.0 } else { centre - half };
    let high = if abandoned >= calls { 1.0 } else { centre + half };
    Some((low, high))
}

/// The largest number of abandoned calls that keeps the cap: a cap is inclusive, and written in decimals, so that a product a hair
/// below a whole number means that number.
fn allowed(cap: f64, calls: u32) -> u32 {
    let product = cap.clamp(0.0, 1.0) * f64::from(calls);
    let whole = libm::round(product);
    let hair = (product - whole).abs() <= product * 4.0 * f64::EPSILON;
    (if hair { whole } else { libm::floor(product) }) as u32
}

/// The chance of at least `least` of `calls`.
fn upper_tail(least: u32, rate: f64, calls: u32) -> f64 {
    let (calls, least) = (f64::from(calls), f64::from(least));
    let log_choose = libm::lgamma(calls + 1.0) - libm::lgamma(least + 1.0) - libm::lgamma(calls - least + 1.0);
    let mut term = libm::exp(log_choose + least * libm::log(rate) + (calls - least) * libm::log1p(-rate));
    let odds = rate / (1.0 - rate);
    let (mut sum, mut hits) = (0.0, least);
    while term > sum * 1e-17 && hits <= calls {
        sum += term;
        term *= (calls - hits) / (hits + 1.0) * odds;
        hits += 1.0;
    }
    sum.min(1.0)
}
