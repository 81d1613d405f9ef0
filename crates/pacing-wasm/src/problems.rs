//! Problems for JavaScript, as JSON text without words.

use crate::lists::{close, number, open, text};
use crate::places::{Offsets, Places};
use pacing_core::{Arg, LineIndex, Problem, Safety};

/// Problems for JavaScript, which makes words of them: see `npm/src/wording.ts`.
///
/// `[valid, [problem, …], [rule, count, …]]`: the last are those that were counted and not kept. A problem is
/// `[rule, severity, sentence, path, place, args, related, fix]`; a place `[offset, line, column, offset, line, column]`; `related` is
/// `[path, place]` and `fix` is `[title, safe, [start, end, text, …]]`, both empty where there is none.
pub(crate) fn write(
    out: &mut String,
    document: &str,
    offsets: Offsets,
    valid: bool,
    problems: &[Problem],
    omitted: &[(usize, usize)],
) {
    let places = Places { index: LineIndex::new(document), offsets };
    open(out);
    number(out, i64::from(valid));
    open(out);
    for problem in problems {
        places.problem(out, problem);
    }
    close(out);
    open(out);
    for (rule, count) in omitted {
        number(out, *rule as i64);
        number(out, *count as i64);
    }
    close(out);
    close(out);
}

/// `[arg, …]`
pub(crate) fn args(out: &mut String, problem: &Problem) {
    open(out);
    if let Some(syntax) = problem.syntax {
        number(out, syntax as i64);
    }
    for arg in &problem.args {
        match arg {
            Arg::Int(value) => number(out, *value),
            Arg::Text(value) => text(out, value),
        }
    }
    close(out);
}

impl Places<'_> {
    fn problem(&self, out: &mut String, problem: &Problem) {
        open(out);
        number(out, problem.rule as i64);
        number(out, problem.severity as i64);
        number(out, problem.sentence as i64);
        self.place(out, &problem.path, problem.span);
        args(out, problem);
        open(out);
        if let Some(related) = &problem.related {
            self.place(out, &related.path, related.span);
        }
        close(out);
        open(out);
        if let Some(mend) = &problem.mend {
            number(out, mend.title as i64);
            number(out, i64::from(mend.safety == Safety::Safe));
            self.edits(out, &mend.edits);
        }
        close(out);
        close(out);
    }
}
