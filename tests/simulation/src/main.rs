//! `simulate`: lets many seeds happen, or one with its trace. `cargo xtask simulate` calls it.

use clap::Parser;
use pacing_simulation::{History, INVARIANTS, Tally, simulate};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Lets the apply workflow happen in a simulated world.
#[derive(Parser)]
struct Args {
    /// Show what happens under this seed
    #[arg(long)]
    seed: Option<u64>,

    /// How many seeds to try
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,

    /// The first of them
    #[arg(long, default_value_t = 1)]
    from: u64,

    /// Stop after this many seconds
    #[arg(long)]
    seconds: Option<u64>,

    /// How many at a time; all cores by default
    #[arg(long)]
    jobs: Option<usize>,

    /// Say how often what happened
    #[arg(long)]
    tally: bool,

    /// Print the invariants as a table for the documentation, and do nothing else
    #[arg(long)]
    invariants: bool,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if args.invariants {
        return print_invariants();
    }
    // A panic of the program under test is a finding like any other, and is told with its seed.
    std::panic::set_hook(Box::new(|_| {}));
    match args.seed {
        Some(seed) => replay(seed),
        None => search(&args),
    }
}

fn print_invariants() -> ExitCode {
    println!("| invariant | what it means | as an equation |\n|---|---|---|");
    for invariant in INVARIANTS {
        println!("| {} | {} | `{}` |", invariant.name(), invariant.means(), invariant.equation().replace('|', "\\|"));
    }
    ExitCode::SUCCESS
}

fn replay(seed: u64) -> ExitCode {
    let history = simulate(seed, true);
    history.trace.iter().for_each(|line| println!("{line}"));
    match history.violation {
        Some(violation) => {
            println!("\nseed {seed} violates {violation}");
            ExitCode::FAILURE
        }
        None => {
            println!("\nseed {seed}: every invariant holds");
            ExitCode::SUCCESS
        }
    }
}

/// What the threads share.
struct Search {
    next: AtomicU64,
    end: u64,
    stop: AtomicBool,
    until: Option<Instant>,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    seeds: u64,
    tally: Tally,
    failed: Option<History>,
}

fn search(args: &Args) -> ExitCode {
    let jobs = args.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let begun = Instant::now();
    let search = Search {
        next: AtomicU64::new(args.from),
        end: args.from.saturating_add(args.seeds),
        stop: AtomicBool::new(false),
        until: args.seconds.map(|seconds| begun + Duration::from_secs(seconds)),
        found: Mutex::default(),
    };
    thread::scope(|scope| (0..jobs).for_each(|_| drop(scope.spawn(|| search.work()))));
    let Found { seeds, tally, failed } = search.found.into_inner().unwrap_or_default();
    let seconds = begun.elapsed().as_secs_f64();
    if args.tally {
        print!("{tally}");
    }
    match failed {
        // So many seeds see everything, or the simulation has become blind to it.
        None if seeds >= 2_000 && !tally.unseen().is_empty() => {
            println!("{seeds} seeds, and never seen: {}", tally.unseen().join(", "));
            ExitCode::FAILURE
        }
        None => {
            println!(
                "{seeds} seeds from {}, every invariant holds ({seconds:.1} s, {:.0} seeds/s)",
                args.from,
                seeds as f64 / seconds
            );
            ExitCode::SUCCESS
        }
        Some(History { seed, violation, .. }) => {
            if let Some(violation) = violation {
                println!("seed {seed} violates {violation}");
            }
            println!("to see it again, line by line: cargo xtask simulate --seed {seed}");
            ExitCode::FAILURE
        }
    }
}

impl Search {
    fn work(&self) {
        let (mut seeds, mut tally) = (0, Tally::default());
        while !self.stop.load(Ordering::Relaxed) && self.until.is_none_or(|until| Instant::now() < until) {
            let seed = self.next.fetch_add(1, Ordering::Relaxed);
            if seed >= self.end {
                break;
            }
            let history = simulate(seed, false);
            seeds += 1;
            tally.add(&history.tally);
            if history.violation.is_some() {
                self.stop.store(true, Ordering::Relaxed);
                self.report(history);
            }
        }
        if let Ok(mut found) = self.found.lock() {
            found.seeds += seeds;
            found.tally.add(&tally);
        }
    }

    /// Keeps the lowest seed that failed, so that one job and many tell the same where they can.
    fn report(&self, history: History) {
        if let Ok(mut found) = self.found.lock()
            && found.failed.as_ref().is_none_or(|failed| failed.seed > history.seed)
        {
            found.failed = Some(history);
        }
    }
}
