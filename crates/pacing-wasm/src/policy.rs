//! What documents are checked against, as JavaScript says it: `{"profile": …, "dialer": …, "rules": {name: level}}`.

use crate::refusal::Refusal;
use pacing_core::profile::profile;
use pacing_core::read::{Kind, NodeId, Tree};
use pacing_core::{DialerId, Level, Options};

/// Reads the options.
pub(crate) fn options(text: &str) -> Result<Options, Refusal> {
    let tree = Tree::parse(text)?;
    let mut options = Options::default();
    for member in tree.children(NodeId::ROOT) {
        match tree.key(member).as_ref() {
            "profile" => options.profile = profile(&string(&tree, member)?).map_err(Refusal::option)?,
            "dialer" => options.addressed = Some(DialerId::parse(&string(&tree, member)?).map_err(Refusal::option)?),
            "rules" if tree.node(member).kind == Kind::Object => {
                for rule in tree.children(member) {
                    let level: Level = string(&tree, rule)?.parse().map_err(Refusal::option)?;
                    options.overrides.set(&tree.key(rule), level).map_err(Refusal::option)?;
                }
            }
            "rules" => return Err(Refusal::option("`rules` must be an object of names and levels")),
            other => {
                let names = "there are `profile`, `dialer` and `rules`";
                return Err(Refusal::Option(["there is no option `", other, "`: ", names].concat()));
            }
        }
    }
    Ok(options)
}

fn string(tree: &Tree<'_>, node: NodeId) -> Result<String, Refusal> {
    let found = || {
        Refusal::Option(["`", &tree.key(node), "` must be a string, this is ", tree.node(node).kind.noun()].concat())
    };
    tree.string(node).map(Into::into).ok_or_else(found)
}
