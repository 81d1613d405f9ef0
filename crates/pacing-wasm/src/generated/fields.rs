//! The fields of a document, for the help of editors.

use crate::json::{list, member, string};
use pacing_core::schema::{Field, fields};

pub(super) fn json() -> String {
    let mut out = String::new();
    list(&mut out, fields(), |out, Field { object, name, expected, description, example }| {
        out.push_str("\n  {\"object\":");
        string(out, object);
        member(out, "name", name);
        member(out, "expected", expected);
        member(out, "description", description);
        member(out, "example", example);
        out.push('}');
    });
    out
}
