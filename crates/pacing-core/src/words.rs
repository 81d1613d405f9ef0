//! Words for problems: the one place where sentences and titles are made.

use crate::diagnostic::{Arg, Args, Diagnostic, Fix};
use crate::problem::{Mend, Problem};
use crate::rules::{RULES, Rule};
use crate::text;

impl Problem {
    /// Puts it into words; nothing where its numbers are not of the registry.
    pub fn words(&self) -> Option<Diagnostic> {
        let rule = RULES.get(self.rule)?;
        let sentence = rule.sentences.get(self.sentence)?;
        let args = self.named_args()?;
        Some(Diagnostic {
            code: rule.code,
            name: rule.name,
            severity: self.severity,
            path: self.path.clone(),
            message: fill(sentence.message, &args),
            help: fill(sentence.help, &args),
            source: rule.source,
            span: self.span,
            related: self.related.clone(),
            fix: self.mend.as_ref().and_then(|mend| Some(fix(mend, title(rule, mend, &args)?))),
            args,
        })
    }

    /// The stable code of its rule.
    pub fn code(&self) -> &'static str {
        RULES.get(self.rule).map_or("", |rule| rule.code)
    }

    /// What its fix does, where it has one.
    pub fn title(&self) -> Option<String> {
        title(RULES.get(self.rule)?, self.mend.as_ref()?, &self.named_args()?)
    }

    fn named_args(&self) -> Option<Args> {
        let names = RULES.get(self.rule)?.sentences.get(self.sentence)?.args;
        let values = match self.syntax {
            Some(syntax) => vec![Arg::Text(syntax.message().to_owned()), Arg::Text(syntax.help())],
            None => self.args.clone(),
        };
        Some(names.iter().copied().zip(values).collect())
    }
}

fn fix(mend: &Mend, title: String) -> Fix {
    Fix { title, safety: mend.safety, edits: mend.edits.clone() }
}

fn title(rule: &Rule, mend: &Mend, args: &Args) -> Option<String> {
    let text = mend.edits.first().map(|edit| ("text", Arg::Text(edit.text.clone())));
    Some(fill(rule.titles.get(mend.title)?, &args.iter().cloned().chain(text).collect()))
}

/// A sentence with its `{name}`s replaced; a brace that stands for itself is one without a known name behind it.
fn fill(sentence: &str, args: &Args) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, behind)| {
            let (_, value) = args.iter().find(|(key, _)| *key == name)?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                match value {
                    Arg::Int(number) => text::push_int(&mut out, *number),
                    Arg::Text(text) => out.push_str(text),
                }
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
