//! What became of the events, for people and machines.

use super::Args;
use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::output::{Output, printable};
use crate::cli::render::Format;
use pacing_apply::outbox::Waiting;
use pacing_apply::{Exit, Outbox};
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Shows it, and gives the exit code that it stands for.
pub(super) fn shown(args: &Args, audit: &Path, outbox: &Outbox, output: &mut Output) -> Result<u8, Failure> {
    let exit = if outbox.waiting.is_empty() { SUCCESS } else { Exit::EventWaiting.code() };
    match args.format {
        Format::Human => human(output, audit, outbox)?,
        Format::Json => writeln!(output.out, "{}", json(outbox, exit))?,
    }
    Ok(exit)
}

fn human(output: &mut Output, audit: &Path, outbox: &Outbox) -> Result<(), Failure> {
    let Outbox { delivered, given_up, waiting } = outbox;
    let name = printable(&audit.display().to_string());
    for (count, what) in [(delivered.len(), "delivered"), (given_up.len(), "given up: the receiver is gone (410)")] {
        if count > 0 {
            writeln!(output.out, "{} {what}", events(count))?;
        }
    }
    match waiting.len() {
        0 => writeln!(output.out, "no event waits in {name}")?,
        count => writeln!(output.out, "{} in {name} {} on:", events(count), if count == 1 { "waits" } else { "wait" })?,
    }
    for Waiting { event, problem } in waiting {
        let dialer = event.context.dialer_id.as_deref().unwrap_or("unknown");
        let (time, id) = (event.outcome.timestamp, event.event.id);
        let tries = if event.attempts == 1 { "1 attempt".to_owned() } else { format!("{} attempts", event.attempts) };
        writeln!(output.out, "  {id} of dialer {dialer}, {time:.0}, {tries}: {}", printable(problem))?;
    }
    Ok(())
}

fn json(outbox: &Outbox, exit: u8) -> serde_json::Value {
    let waiting = outbox.waiting.iter().map(|Waiting { event, problem }| {
        json!({
            "event": event.event.id,
            "dialer": event.context.dialer_id,
            "target": event.event.target,
            "since": format!("{:.3}", event.outcome.timestamp),
            "attempts": event.attempts,
            "problem": problem,
        })
    });
    json!({
        "exit": exit,
        "delivered": outbox.delivered,
        "given_up": outbox.given_up,
        "waiting": waiting.collect::<Vec<_>>(),
    })
}

fn events(count: usize) -> String {
    if count == 1 { "1 event".to_owned() } else { format!("{count} events") }
}
