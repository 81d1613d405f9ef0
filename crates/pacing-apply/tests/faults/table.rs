//! Plays all rows at once, and holds `docs/faults.md` to what came of them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::thread;

use crate::judge::judge;
use crate::page::{Line, page};
use crate::row::Row;
use crate::rows;
use crate::scene::play;
use crate::world::root;

/// `write` writes the page anew.
const PAGE: &str = "PACING_FAULTS_PAGE";

#[test]
fn every_row_ends_as_promised() {
    let failed = Mutex::new(Vec::new());
    let parts: Vec<(&str, Vec<Line>)> = thread::scope(|scope| {
        let begun: Vec<_> = rows::all()
            .into_iter()
            .map(|(part, rows)| {
                let begin = |row: Row| {
                    let failed = &failed;
                    scope.spawn(move || {
                        let line = catch_unwind(AssertUnwindSafe(|| judge(&row, &play(&row)))).ok();
                        if line.is_none() {
                            failed.lock().unwrap().push(format!("{part}: {}", row.name));
                        }
                        line
                    })
                };
                (part, rows.into_iter().map(begin).collect::<Vec<_>>())
            })
            .collect();
        begun
            .into_iter()
            .map(|(part, rows)| (part, rows.into_iter().filter_map(|row| row.join().unwrap()).collect()))
            .collect()
    });
    assert_eq!(failed.into_inner().unwrap(), Vec::<String>::new(), "these rows did not end as promised; see above");
    eprintln!("{} rows", parts.iter().map(|(_, lines)| lines.len()).sum::<usize>());

    let (file, page) = (root().join("docs/faults.md"), page(&parts));
    if std::env::var_os(PAGE).is_some() {
        std::fs::write(&file, &page).unwrap();
    }
    let stands = std::fs::read_to_string(&file).unwrap_or_default();
    let stale = page.lines().filter(|line| !stands.lines().any(|old| old == *line)).collect::<Vec<_>>();
    assert_eq!(stands, page, "docs/faults.md is stale, `cargo xtask faults` writes it; new lines: {stale:#?}");
}
