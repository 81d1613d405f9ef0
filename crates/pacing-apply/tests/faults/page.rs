//! `docs/faults.md`: the table of what happens, made from what happened.

use crate::row::{Event, Row};
use crate::scene::Played;
use crate::world::{PATH, World};
use pacing_sandbox::Recorded;

/// A line of the table.
pub struct Line {
    fault: String,
    requests: String,
    report: String,
    event: &'static str,
    exit: String,
}

impl Line {
    pub fn new(row: &Row, played: &Played) -> Self {
        let last = played.runs.last().unwrap();
        let result = last.result();
        let event = result["event"]["problem"].as_str().map(|problem| format!("; event: {problem}"));
        let said = result["message"].as_str().map(|said| said.to_owned() + &event.unwrap_or_default());
        let error = || last.stderr.lines().find_map(|line| line.strip_prefix("error: ").map(str::to_owned));
        let exit = |code: Option<i32>| code.map_or("killed".to_owned(), |code| code.to_string());
        Self {
            fault: row.name.to_owned(),
            requests: requests(&played.world.sandbox.requests()),
            report: without_chance(&said.or_else(error).unwrap_or_default(), &played.world),
            event: match row.ends.event {
                Event::None => "none",
                Event::Delivered => "delivered",
                Event::Waiting => "waits",
                Event::GivenUp => "given up",
            },
            exit: played.runs.iter().map(|run| exit(run.code)).collect::<Vec<_>>().join(", then "),
        }
    }
}

/// The whole page.
pub fn page(parts: &[(&str, Vec<Line>)]) -> String {
    let mut page = HEAD.to_owned();
    for (part, lines) in parts {
        page += &format!("\n## {part}\n\n{COLUMNS}");
        for Line { fault, requests, report, event, exit } in lines {
            page += &format!("| {fault} | {requests} | {report} | {event} | {exit} |\n");
        }
    }
    page
}

const HEAD: &str = "\
# What goes wrong, and what happens then

Made by `cargo xtask faults` from a run of the program against the sandbox, over real sockets; the tests hold it to every
further run. In each row four things are checked, by what the sandbox saw and not by what the program says:

- the change was applied once or not at all, and the report says which;
- no wait was shorter than the server had told;
- the audit log verifies, names every request, and holds the outcome that was reported;
- the event arrived, or waits in the audit log.

*Requests* are those that the sandbox saw, with its answers; `-` stands for none, `...` for repetitions. The delay before a
repetition is 50 ms here and not 2 s, so that the tests are quick; what a server tells is waited for in full. Exit codes: [cli.md](cli.md#exit-codes).
";

const COLUMNS: &str = "\
| fault | requests | the report says | event | exit code |
|---|---|---|---|---|
";

/// The requests in order, repeated ones once.
fn requests(all: &[Recorded]) -> String {
    let mut names: Vec<String> = Vec::new();
    for request in all {
        let name = match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/oauth2/token") => "token",
            ("POST", _) => "event",
            (method, PATH) => method,
            (method, other) => panic!("{method} {other}"),
        };
        let name = request.status.map_or(format!("{name} -"), |status| format!("{name} {status}"));
        match names.last_mut() {
            Some(last) if last.trim_end_matches(" ...") == name => *last = format!("{name} ..."),
            // How often it is read until a change shows that was only accepted depends on the machine.
            Some(last) if last == "PUT 202" => names.push(format!("{name} ...")),
            _ => names.push(name),
        }
    }
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// Without what is another in each run: ports and times.
fn without_chance(text: &str, world: &World) -> String {
    let text = text.replace(&world.base_url, "https://platform");
    let text = text.split(": verification time").next().unwrap_or_default();
    match text.split_once(" s of reading") {
        Some((before, after)) => {
            format!("{} … s of reading{after}", before.trim_end_matches(char::is_numeric).trim_end())
        }
        None => text.to_owned(),
    }
}
