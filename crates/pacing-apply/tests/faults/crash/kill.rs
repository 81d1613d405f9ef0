//! SIGKILL before each system call that writes, syncs, renames, locks, connects, sends or receives, one after the other
//! (strace kills at the call that is named), and at moments that chance chooses.

use std::collections::BTreeMap;
use std::process::Command;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use pacing_sandbox::{Config, Endpoint, Fault};

use super::aftermath::{in_order, put_right};
use crate::random::Random;
use crate::tls::{Certificate, Front};
use crate::world::{DIALER, Ran, World};

/// The steps of a run: what it does to the disk and to the network.
const STEPS: [&str; 9] =
    ["write", "fdatasync", "fsync", "rename", "flock", "connect", "writev", "recvfrom", "shutdown"];

/// More calls of one kind than a run makes.
const MANY: usize = 200;

#[test]
fn killed_before_each_step_it_is_put_right_by_the_next_run() {
    let next = AtomicUsize::new(0);
    let killed: BTreeMap<&str, usize> = thread::scope(|scope| {
        let work =
            || std::iter::from_fn(|| STEPS.get(next.fetch_add(1, Ordering::Relaxed))).map(kill_at_each).collect();
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(move || -> Vec<_> { work() })).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    eprintln!("killed before each of these calls: {killed:?}, {} runs", killed.values().sum::<usize>());
    for (step, least) in [("write", 5), ("fdatasync", 3), ("rename", 1), ("connect", 4), ("recvfrom", 4)] {
        assert!(killed[step] >= least, "it makes more of the call `{step}`: {killed:?}");
    }
}

const WORKERS: usize = 4;

/// Kills a run before its first, second, … call of this kind, until there is none; gives how many there were.
fn kill_at_each(step: &&'static str) -> (&'static str, usize) {
    for nth in 1..MANY {
        let world = world();
        let inject = format!("inject={step}:signal=KILL:when={nth}");
        let trace = format!("trace={step}");
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject]);
        let ran = Ran::of(
            behind(strace, &world.apply(&[]))
                .output()
                .expect("strace is installed; `cargo xtask test --only toolchain` does that"),
        );
        let crashed = format!("killed before call {nth} of `{step}`");
        match ran.code {
            None => {
                in_order(&world, &crashed);
                put_right(&world, &crashed);
            }
            Some(0) => return (step, nth - 1),
            Some(code) => panic!("{crashed}, exit code {code}: {ran:#?}"),
        }
    }
    panic!("more than {MANY} calls of `{step}`")
}

/// How often it is killed at a moment of chance.
const KILLS: usize = 40;
const SEED: u64 = 0x5eed_2026;

#[test]
fn killed_at_any_moment_it_is_put_right_by_the_next_run() {
    let mut random = Random::new(SEED);
    let begun = Instant::now();
    assert_eq!(Ran::of(busy_world().apply(&[]).output().unwrap()).code, Some(0));
    let whole = begun.elapsed();
    let moments: Vec<_> = (0..KILLS).map(|_| whole.mul_f64(random.share())).collect();
    let finished: usize = thread::scope(|scope| {
        let chunks = moments.chunks(KILLS.div_ceil(WORKERS));
        let workers: Vec<_> = chunks.map(|moments| scope.spawn(|| moments.iter().filter(kill_after).count())).collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).sum()
    });
    eprintln!("{KILLS} kills, seed {:#x}; {finished} came too late", SEED);
    assert!(finished < KILLS / 2, "most kills met a run that was going on");
}

/// Kills a run after this time; says whether it had ended by then.
fn kill_after(moment: &&Duration) -> bool {
    let world = busy_world();
    let mut child = world.apply(&[]).spawn().unwrap();
    thread::sleep(**moment);
    let late = child.try_wait().unwrap().is_some();
    child.kill().unwrap();
    child.wait_with_output().unwrap();
    let crashed = format!("killed after {moment:?}");
    in_order(&world, &crashed);
    put_right(&world, &crashed);
    late
}

fn world() -> World {
    static AUTHORITY: OnceLock<String> = OnceLock::new();
    let mut world = World::new(Config { reload: Duration::from_millis(20), ..Config::holding(DIALER) });
    world.trust_only(AUTHORITY.get_or_init(|| Front::new(Certificate::Good).authority));
    world
}

/// A world in which a run has more to do than in a quiet one.
fn busy_world() -> World {
    let world = world();
    for endpoint in [Endpoint::Token, Endpoint::Get, Endpoint::Webhook] {
        world.sandbox.fault(endpoint, Fault::hang(Duration::from_millis(60)));
    }
    world.sandbox.fault(Endpoint::Put, Fault::reset());
    world.sandbox.fault(Endpoint::Put, Fault::answer(429));
    world.sandbox.fault(Endpoint::Put, Fault::hang(Duration::from_millis(60)).after_work());
    world
}

/// The command as an argument of another program, with its folder and its settings.
pub fn behind(mut program: Command, command: &Command) -> Command {
    program.arg(command.get_program()).args(command.get_args()).env_clear();
    program.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    program.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(folder) = command.get_current_dir() {
        program.current_dir(folder);
    }
    program.stdin(std::process::Stdio::null());
    program
}
