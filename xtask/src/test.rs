//! `cargo xtask test`: runs the steps in order and ends with a table.

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use xshell::Shell;

use crate::steps::{STEPS, Step};

/// Install what is missing and run every test, in order, as CI does.
///
/// Stops at the first step that fails and says how to run that step alone.
#[derive(clap::Args)]
pub struct Args {
    /// Run this step alone; may be given several times
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,

    /// List the steps and what each of them asks
    #[arg(long)]
    list: bool,

    /// Run the later steps too when one has failed
    #[arg(long)]
    keep_going: bool,
}

pub fn run(sh: &Shell, args: &Args) -> anyhow::Result<()> {
    if args.list {
        for step in STEPS {
            println!("{:<12} {}", step.name, step.what);
        }
        return Ok(());
    }
    let steps = chosen(&args.only)?;
    let mut outcomes = Vec::new();
    for (number, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}: {}", number + 1, steps.len(), step.name, step.what);
        let outcome = Outcome::of(step, sh);
        let failed = outcome.error.is_some();
        outcomes.push(outcome);
        if failed && !args.keep_going {
            break;
        }
    }
    print_table(&steps, &outcomes);
    report(&outcomes)
}

struct Outcome {
    step: &'static str,
    took: Duration,
    error: Option<anyhow::Error>,
}

impl Outcome {
    fn of(step: &Step, sh: &Shell) -> Self {
        let start = Instant::now();
        let error = (step.run)(sh).err();
        Self { step: step.name, took: start.elapsed(), error }
    }
}

fn chosen(only: &[String]) -> anyhow::Result<Vec<&'static Step>> {
    if only.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    only.iter()
        .map(|name| {
            STEPS.iter().find(|step| step.name == name).with_context(|| {
                let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
                format!("no step `{name}`; the steps are {}", names.join(", "))
            })
        })
        .collect()
}

fn print_table(steps: &[&Step], outcomes: &[Outcome]) {
    println!();
    for (index, step) in steps.iter().enumerate() {
        let (state, took) = match outcomes.get(index) {
            Some(Outcome { error: None, took, .. }) => ("passed", seconds(*took)),
            Some(Outcome { error: Some(_), took, .. }) => ("FAILED", seconds(*took)),
            None => ("not run", String::new()),
        };
        println!("{:<12} {state:<8} {took:>9}", step.name);
    }
    let total = outcomes.iter().map(|outcome| outcome.took).sum();
    println!("{:<21} {:>9}", "in all", seconds(total));
}

fn report(outcomes: &[Outcome]) -> anyhow::Result<()> {
    let failed: Vec<_> = outcomes.iter().filter_map(|outcome| Some((outcome.step, outcome.error.as_ref()?))).collect();
    if failed.is_empty() {
        return Ok(());
    }
    println!();
    for (step, error) in &failed {
        println!("step `{step}` failed: {error:#}");
        println!("  to see it again: cargo xtask test --only {step}");
    }
    let names: Vec<_> = failed.iter().map(|(step, _)| *step).collect();
    bail!("tests failed: {}", names.join(", "))
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
