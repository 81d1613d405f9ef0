//! The regulatory profiles with what is known of them.

use super::HEAD;
use crate::json::{key, list, member, number, string};
use pacing_core::Profile;
use pacing_core::profile::{AS_OF, NOTICE, PROFILES, ProfileFacts};
use pacing_core::schema::maximum;

pub(super) fn typescript() -> String {
    let mut profiles = String::new();
    list(&mut profiles, &PROFILES, profile);
    format!(
        "{HEAD}import type {{ ProfileInfo }} from \"../tables.js\";\n\nexport const AS_OF = \"{AS_OF}\";\nexport const NOTICE = \"{NOTICE}\";\n\
         export const PROFILES: readonly ProfileInfo[] = {profiles};\n"
    )
}

/// The schema's maximum of each profile, as an object.
pub(super) fn maximums() -> String {
    let members: Vec<_> = PROFILES.iter().map(|profile| format!("\"{}\": {}", profile.id, maximum(profile))).collect();
    format!("{{{}}}", members.join(", "))
}

fn profile(out: &mut String, profile: &Profile) {
    let ProfileFacts { name, citation, evidence, .. } = profile.facts();
    out.push_str("\n  {\"id\":");
    string(out, profile.id);
    member(out, "name", name);
    member(out, "kind", profile.kind.as_str());
    if let Some(cap) = profile.cap {
        key(out, "cap");
        out.push_str(cap);
    }
    if let Some(seconds) = profile.connect_limit_s {
        key(out, "connectLimitSeconds");
        number(out, seconds);
    }
    member(out, "citation", citation);
    member(out, "evidence", evidence);
    key(out, "facts");
    list(out, profile.rows(), |out, (name, fact)| list(out, [name, fact.as_str()], string));
    out.push('}');
}
