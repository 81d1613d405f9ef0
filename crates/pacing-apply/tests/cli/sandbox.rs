//! `sandbox`, and what the README does with it.

#![cfg(unix)]

use crate::platform::DIALER;
use crate::run::{pacing, root, run};
use crate::terminal::terminal;
use rustix::process::{Pid, Signal, kill_process};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A sandbox that runs, and what it printed.
struct Running {
    child: Child,
    environment: Vec<(String, String)>,
    commands: Vec<String>,
}

impl Running {
    fn start(args: &[&str]) -> Self {
        let mut command = pacing(args);
        let mut child = command.args(["--port", "0"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let printed = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut lines: Vec<_> = Vec::new();
        for line in printed {
            let last = line.contains("audit verify");
            lines.push(line);
            if last {
                break;
            }
        }
        let export = |line: &String| {
            let (name, value) = line.strip_prefix("export ")?.split_once('=')?;
            Some((name.to_owned(), value.to_owned()))
        };
        let command = |line: &String| line.strip_prefix("#   ").map(str::to_owned);
        let environment = lines.iter().filter_map(export).collect();
        Self { child, environment, commands: lines.iter().filter_map(command).collect() }
    }

    /// Types a line of a shell in a terminal, in this folder; gives the exit code.
    fn type_in(&self, line: &str, folder: &Path) -> Option<i32> {
        let mut terminal = terminal();
        terminal.hand.write_all(b"yes\n").unwrap();
        let mut command = command(line);
        command.current_dir(folder).envs(self.environment.iter().cloned());
        command.stdin(terminal.screen.try_clone().unwrap()).stderr(terminal.screen);
        command.output().unwrap().status.code()
    }

    /// Ends it by Ctrl-C; gives its log.
    fn end(mut self) -> String {
        kill_process(Pid::from_child(&self.child), Signal::INT).unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        log
    }
}

fn command(line: &str) -> Command {
    let mut words = line.split('#').next().unwrap().split_whitespace();
    assert!(words.next().unwrap().ends_with("pacing-apply"), "{line}");
    pacing(words)
}

/// The commands of the README's blocks below a heading, one list a block.
fn readme(heading: &str) -> Vec<Vec<String>> {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let section = readme.split("\n## ").find(|section| section.starts_with(heading)).unwrap();
    let blocks = section.split("```sh\n").skip(1).map(|block| block.split("```").next().unwrap());
    blocks
        .map(|block| block.lines().filter(|line| line.starts_with("pacing-apply ")).map(str::to_owned).collect())
        .filter(|block: &Vec<_>| !block.is_empty())
        .collect()
}

#[test]
fn the_readme_can_be_followed() {
    let folder = tempfile::tempdir().unwrap();
    for line in readme("Check a file of your own").concat() {
        assert_eq!(run(command(&line).current_dir(&folder)).code, Some(0), "{line}");
    }
    let [sandbox, steps] = readme("Plan and apply").try_into().unwrap();
    let sandbox: Vec<_> = sandbox[0].split_whitespace().skip(1).collect();
    let running = Running::start(&sandbox);
    let codes: Vec<_> = steps.iter().map(|line| (line, running.type_in(line, folder.path()))).collect();
    for (line, code) in codes {
        let expected = if line.contains(" plan ") { 10 } else { 0 };
        assert_eq!(code, Some(expected), "{line}");
    }
    assert!(running.end().contains("PUT /api/v2/outbound/predictivedialers/outbound-sales 200"));
}

#[test]
fn what_is_printed_leads_through_a_change() {
    let running = Running::start(&["sandbox"]);
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("examples")).unwrap();
    fs::copy(root().join("examples/outbound-sales.json"), folder.path().join("examples/outbound-sales.json")).unwrap();
    let codes: Vec<_> = running.commands.iter().map(|line| running.type_in(line, folder.path())).collect();
    assert_eq!(codes, [Some(0), Some(10), Some(0), Some(0)], "{:?}", running.commands);
    let log = running.end();
    assert!(log.contains(&format!("PUT /api/v2/outbound/predictivedialers/{DIALER} 200")), "{log}");
}

#[test]
fn a_dialer_of_ones_own_gets_commands_for_ones_own_file() {
    let running = Running::start(&["sandbox", "--dialer", "outbound-sales"]);
    // By the path of the program, which need not be installed.
    let applied = format!("{} apply my-dialer.json --webhook-allow 127.0.0.1", env!("CARGO_BIN_EXE_pacing-apply"));
    assert!(running.commands.contains(&applied), "{:?}", running.commands);
    running.end();
}
