//! A bad line: every connection meets something else, by chance that a seed repeats. Whatever it was, the next run over a
//! good line puts it right.

use std::thread;
use std::time::Duration;

use pacing_sandbox::Config;

use crate::crash::aftermath::{in_order, put_right};
use crate::proxy;
use crate::random::Random;
use crate::world::{DIALER, Ran, World};

/// How many runs, each over a line of its own.
const RUNS: u64 = 48;
const WORKERS: u64 = 4;

#[test]
fn over_a_bad_line_it_ends_as_it_says() {
    let runs: Vec<(i32, u64)> = thread::scope(|scope| {
        let work = |first| (first..RUNS).step_by(usize::try_from(WORKERS).unwrap()).map(run).collect::<Vec<_>>();
        let workers: Vec<_> = (0..WORKERS).map(|first| scope.spawn(move || work(first))).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let (mut codes, struck): (Vec<i32>, Vec<u64>) = runs.into_iter().unzip();
    codes.sort_unstable();
    let struck: u64 = struck.iter().sum();
    eprintln!("seeds 0 to {}: {struck} connections cut or stalled, exit codes {codes:?}", RUNS - 1);
    assert!(struck >= RUNS, "the line was bad enough");
}

/// Gives the exit code, and how often the line struck.
fn run(seed: u64) -> (i32, u64) {
    let mut world = World::new(Config { reload: Duration::from_millis(20), ..Config::holding(DIALER) });
    let line = world.on_thread(proxy::bad_line(world.address(), Random::new(seed)));
    world.base_url = format!("http://127.0.0.1:{}", line.port);
    world.webhook_url = format!("http://127.0.0.1:{}/wfm/pacing-sync", line.port);
    let timeouts = ["--token-timeout", "1s", "--get-timeout", "1s", "--put-timeout", "1s", "--webhook-timeout", "1s"];
    let ran = Ran::of(world.apply(&timeouts).output().unwrap());
    let told = format!("seed {seed}: {ran:#?}");
    in_order(&world, &told);

    let code = ran.code.unwrap();
    let (stored, outcome) = (world.sandbox.put_count(DIALER), ran.result()["outcome"].clone());
    match code {
        0 | 5 => assert_eq!((stored, outcome.as_str()), (1, Some("applied")), "{told}"),
        3 | 7 => assert_eq!((stored, outcome.as_str()), (0, Some("not_applied")), "{told}"),
        4 => assert!(stored <= 1 && outcome == "unknown", "{told}"),
        other => panic!("exit code {other}: {told}"),
    }
    line.mend();
    put_right(&world, &told);
    (code, line.struck())
}
