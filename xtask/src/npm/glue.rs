//! The glue that wasm-bindgen makes for a module, as TypeScript: a function that gives each instance one of its own, since glue has state.

use anyhow::ensure;

/// The names that JavaScript does not call.
const INSIDE: &str = "__wb";

/// The function `glue`, made from the JavaScript of wasm-bindgen's target for bundlers.
pub fn typescript(javascript: &str) -> anyhow::Result<String> {
    let exported = |line: &str| Some(line.strip_prefix("export function ")?.split_once('(')?.0.to_owned());
    let names: Vec<String> = javascript.lines().filter_map(exported).collect();
    let body = format!("\n{javascript}").replace("\nexport function ", "\nfunction ");
    let body = body.trim_start();
    let other = body.lines().find(|line| line.starts_with("export ") || line.starts_with("import "));
    ensure!(other.is_none(), "wasm-bindgen's glue is not as expected: {other:?}");
    let (inside, calls): (Vec<_>, Vec<_>) = names.iter().partition(|name| name.starts_with(INSIDE));
    let list = |names: &[&String]| names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    Ok(format!(
        "// @ts-nocheck
import type {{ Glue }} from \"../apply/wasm.js\";

export function glue(): Glue {{
{body}
return {{ {}, imports: {{ {} }}, setWasm: __wbg_set_wasm }};
}}
",
        list(&calls),
        list(&inside)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_call_makes_other_state() {
        let made =
            typescript("/** a */\nexport function apply() {}\nexport function __wbg_now() {}\nlet wasm;\n").unwrap();
        assert!(made.contains("export function glue(): Glue {\n/** a */\nfunction apply() {}"), "{made}");
        assert!(made.contains("return { apply, imports: { __wbg_now }, setWasm: __wbg_set_wasm };"), "{made}");
        assert!(typescript("export const x = 1;\n").is_err());
    }
}
