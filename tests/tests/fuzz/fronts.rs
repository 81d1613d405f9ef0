//! Every target can also be searched by coverage.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect(folder);
    let name = |path: std::path::PathBuf| path.file_stem().expect("a name").to_string_lossy().into_owned();
    entries.map(|entry| name(entry.expect("a readable folder").path())).collect()
}

#[test]
fn every_corpus_has_a_front_and_a_line_in_the_list_of_targets() {
    let targets = names("fuzz-corpus");
    assert!(targets.contains("check") && targets.contains("audit"), "{targets:?}");
    assert_eq!(targets, names("../fuzz/fuzz_targets"));
    let [fronts, list] = ["../fuzz/Cargo.toml", "../xtask/src/fuzz.rs"]
        .map(|file| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect(file));
    for target in targets {
        assert!(fronts.contains(&format!("name = \"{target}\"")), "{target} has no [[bin]] in fuzz/Cargo.toml");
        assert!(list.contains(&format!("name: \"{target}\"")), "{target} is not in the list of xtask/src/fuzz.rs");
    }
}
