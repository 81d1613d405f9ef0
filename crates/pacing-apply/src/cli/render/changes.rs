//! What a change would do, for people and machines.

use crate::cli::output::{ADDED, BOLD, Paint, REMOVED, WARNING, printable};
use pacing_apply::Plan;
use pacing_core::diff::Change;
use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::io::{self, Write};

/// The plan of a document: its dialer, what would change, and what a change may take away.
pub(crate) fn plan(out: &mut dyn Write, paint: Paint, plan: &Plan, platform: &str) -> io::Result<()> {
    let status = plan.live.status.as_deref().map(|status| format!(" ({})", printable(status))).unwrap_or_default();
    writeln!(out, "{} for dialer {}{status} at {platform}\n", paint.style(BOLD, "Plan"), plan.dialer)?;
    changes(out, paint, &plan.changes)?;
    writeln!(out, "{}", paint.style(BOLD, summary(&plan.changes)))?;
    if !plan.only_stored.is_empty() && !plan.is_empty() {
        let fields: Vec<_> = plan.only_stored.iter().map(|path| format!("`{}`", printable(path))).collect();
        let warning = paint.style(WARNING, "warning");
        writeln!(out, "{warning}: only the dialer has {}; a change may remove that", fields.join(", "))?;
    }
    Ok(())
}

/// Says that a change will be told to nobody.
pub(crate) fn no_event(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "No event will be sent: WFM_WEBHOOK_URL is not set.")
}

/// Changes, a line each; of very many only the first.
pub(crate) fn changes(out: &mut dyn Write, paint: Paint, changes: &[Change]) -> io::Result<()> {
    const SHOWN: usize = 200;
    const WIDEST: usize = 48;
    let width = changes.iter().take(SHOWN).map(|change| change.what.chars().count()).max().unwrap_or(0).min(WIDEST);
    for Change { what, before, after, .. } in changes.iter().take(SHOWN) {
        let what = printable(what);
        match (before, after) {
            (None, Some(after)) => {
                writeln!(out, "  {} {what:width$}  {}", paint.style(ADDED, "+"), paint.style(ADDED, value(after)))?;
            }
            (Some(before), None) => {
                writeln!(
                    out,
                    "  {} {what:width$}  {}",
                    paint.style(REMOVED, "-"),
                    paint.style(REMOVED, value(before))
                )?;
            }
            (Some(before), Some(after)) => {
                let (before, after) = (paint.style(REMOVED, value(before)), paint.style(ADDED, value(after)));
                writeln!(out, "  {} {what:width$}  {before} -> {after}", paint.style(WARNING, "~"))?;
            }
            (None, None) => {}
        }
    }
    let more = changes.len().saturating_sub(SHOWN);
    if more > 0 {
        writeln!(out, "  and {more} more, which `--format json` shows")?;
    }
    if changes.is_empty() { Ok(()) } else { writeln!(out) }
}

/// Changes in a sentence, as people know it from Terraform.
pub(crate) fn summary(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No changes: the dialer holds this already.".to_owned();
    }
    let count = |wanted: fn(&Change) -> bool| changes.iter().filter(|change| wanted(change)).count();
    let (added, removed) = (count(|change| change.before.is_none()), count(|change| change.after.is_none()));
    format!("{added} to add, {} to change, {removed} to remove.", changes.len() - added - removed)
}

/// A value as people read it: a band without the range that its name says already.
fn value(json: &str) -> String {
    const LONGEST: usize = 80;
    let band = serde_json::from_str::<Value>(json).ok().and_then(|value| {
        let band = value.as_object()?;
        band.get("agent_count_min")?;
        let rest = band.iter().filter(|(name, _)| *name != "agent_count_min" && *name != "agent_count_max");
        Some(rest.map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", "))
    });
    let text = printable(&band.unwrap_or_else(|| json.to_owned()));
    let mut chars = text.chars();
    let short: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() { short + "…" } else { short }
}

/// A change for machines, its values as JSON and numbers as spelled.
#[derive(Debug, Serialize)]
pub(crate) struct ChangeJson<'a> {
    path: &'a str,
    what: &'a str,
    before: Option<Box<RawValue>>,
    after: Option<Box<RawValue>>,
}

/// Changes for machines.
pub(crate) fn changes_json(changes: &[Change]) -> Vec<ChangeJson<'_>> {
    let raw = |value: &Option<String>| RawValue::from_string(value.clone()?).ok();
    changes
        .iter()
        .map(|change| ChangeJson {
            path: &change.path,
            what: &change.what,
            before: raw(&change.before),
            after: raw(&change.after),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn change(what: &str, before: Option<&str>, after: Option<&str>) -> Change {
        let text = |value: Option<&str>| value.map(str::to_owned);
        Change { path: "/x".to_owned(), what: what.to_owned(), before: text(before), after: text(after) }
    }

    fn shown(list: &[Change]) -> String {
        let mut out = Vec::new();
        changes(&mut out, Paint(false), list).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn each_kind_has_its_sign() {
        let band = r#"{"agent_count_min":6,"agent_count_max":20,"max_speed":25}"#;
        let list = [
            change("max_speed", Some("20"), Some("45")),
            change("band 6-20", None, Some(band)),
            change("band 11-40", Some(band), None),
        ];
        assert_eq!(
            shown(&list),
            "  ~ max_speed   20 -> 45\n  + band 6-20   max_speed 25\n  - band 11-40  max_speed 25\n\n"
        );
        assert_eq!(summary(&list), "1 to add, 1 to change, 1 to remove.");
    }

    #[test]
    fn nothing_of_a_platform_floods_or_steers_the_terminal() {
        let long = format!("\"{}\u{1b}[2J{}\"", "a".repeat(10), "b".repeat(1000));
        let list = vec![change("note\u{7}", Some("1"), Some(&long)); 1000];
        let text = shown(&list);
        assert!(text.len() < 50_000 && text.contains("and 800 more"), "{text}");
        assert!(text.chars().all(|char| char == '\n' || !char.is_control()));
    }

    #[test]
    fn machines_get_numbers_as_spelled() {
        let json = serde_json::to_string(&changes_json(&[change("t", Some("0.0250"), None)])).unwrap();
        assert_eq!(json, r#"[{"path":"/x","what":"t","before":0.0250,"after":null}]"#);
    }
}
