//! The rules with their prose.

use crate::json::{key, list, member, string};
use pacing_core::rules::Example;
use pacing_core::{Profile, RULES, Rule};

pub(super) fn json() -> String {
    let mut out = String::new();
    list(&mut out, RULES, rule);
    out
}

fn rule(out: &mut String, rule: &Rule) {
    let doc = rule.doc();
    out.push_str("\n  {\"code\":");
    string(out, rule.code);
    member(out, "name", rule.name);
    member(out, "severity", rule.severity.as_str());
    member(out, "source", &rule.source.words(<&Profile>::default()));
    member(out, "what", doc.what);
    member(out, "why", doc.why);
    key(out, "bad");
    example(out, &doc.bad);
    key(out, "good");
    example(out, &doc.good);
    if let Some((safety, what)) = doc.fix {
        out.push_str(",\"fix\":{\"safety\":");
        string(out, safety.as_str());
        member(out, "what", what);
        out.push('}');
    }
    out.push('}');
}

fn example(out: &mut String, example: &Example) {
    out.push_str("{\"text\":");
    string(out, example.text);
    member(out, "profile", example.profile);
    if let Some(dialer) = example.addressed {
        member(out, "dialer", dialer);
    }
    if let Some(assumed) = example.assumed {
        let share = f64::from(assumed.answer_percent) / 100.0;
        out.push_str(&format!(",\"assumptions\":{{\"answerRate\":{share},\"handleTime\":{}}}", assumed.handling_s));
    }
    out.push('}');
}
