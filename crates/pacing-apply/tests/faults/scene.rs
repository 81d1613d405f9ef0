//! Plays a row: sets up what goes wrong, runs the program, and runs it again where it was stopped.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::process::{Pid, kill_process};

use crate::proxy;
use crate::row::{Log, Moment, Route, Row, Stop};
use crate::tls::Front;
use crate::world::{LOG, PATH, Ran, World};

/// What is left when a row was played.
pub struct Played {
    pub world: World,
    /// The runs of `apply`, one after the other.
    pub runs: Vec<Ran>,
    /// How many requests there were when the first run was stopped.
    pub stopped_after: usize,
}

pub fn play(row: &Row) -> Played {
    let mut world = World::new(row.config.clone());
    let authority = route(row.route, &mut world);
    prepare_log(row.log, &world);
    for (endpoint, fault) in &row.faults {
        world.sandbox.fault(*endpoint, fault.clone());
    }
    let mut args = row.args.clone();
    if authority {
        args.extend(["--ca-file", AUTHORITY]);
    }
    if row.log == Log::FullDisk {
        args.extend(["--audit", "/dev/full"]);
    }
    let (mut runs, mut stopped_after) = (Vec::new(), 0);
    if let Some(stop) = row.stop {
        runs.push(stopped(world.apply(&args), stop, &world));
        stopped_after = world.sandbox.requests().len();
    }
    runs.push(Ran::of(world.apply(&args).output().unwrap()));
    Played { world, runs, stopped_after }
}

const AUTHORITY: &str = "authority.pem";

/// Sets the way to the sandbox; says whether an authority is to be trusted.
fn route(route: Route, world: &mut World) -> bool {
    let address = world.address();
    match route {
        Route::Direct => return false,
        Route::ClosedAfter(connections) => {
            let port = world.on_thread(proxy::door(address, connections));
            world.base_url = format!("http://127.0.0.1:{port}");
            return false;
        }
        Route::Tls(certificate) => {
            let front = Front::new(certificate);
            fs::write(world.folder.path().join(AUTHORITY), &front.authority).unwrap();
            let port = world.on_thread(front.serve(address));
            world.base_url = format!("https://127.0.0.1:{port}");
        }
        Route::TlsEvent(certificate) => {
            let front = Front::new(certificate);
            fs::write(world.folder.path().join(AUTHORITY), &front.authority).unwrap();
            let port = world.on_thread(front.serve(address));
            world.webhook_url = format!("https://127.0.0.1:{port}/wfm/pacing-sync");
        }
    }
    true
}

fn prepare_log(log: Log, world: &World) {
    match log {
        Log::New | Log::FullDisk => {}
        Log::Folder => fs::create_dir(world.folder.path().join(LOG)).unwrap(),
        Log::Torn => {
            let plan_without_yes = ["apply", "sales.json", "--webhook-allow", "127.0.0.1"];
            assert_eq!(world.command(&plan_without_yes).output().unwrap().status.code(), Some(3));
            let mut log = OpenOptions::new().append(true).open(world.log()).unwrap();
            log.write_all(br#"{"action":"PACING_INT"#).unwrap();
        }
    }
}

/// Runs the program and sends it a signal when the moment has come.
fn stopped(mut command: Command, stop: Stop, world: &World) -> Ran {
    let mut child = command.spawn().unwrap();
    wait_for(stop.at, world, &mut child);
    kill_process(Pid::from_child(&child), stop.signal).unwrap();
    Ran::of(child.wait_with_output().unwrap())
}

fn wait_for(moment: Moment, world: &World, child: &mut Child) {
    let has_come = || {
        world.sandbox.requests().iter().any(|request| match moment {
            Moment::PutWaits => request.method == "PUT" && request.status.is_none(),
            Moment::BackOff => request.method == "PUT" && request.come_back_ms.is_some(),
            Moment::EventWaits => request.path != PATH && request.path.starts_with("/wfm") && request.status.is_none(),
        })
    };
    let begun = Instant::now();
    while !has_come() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before the signal");
        assert!(begun.elapsed() < Duration::from_secs(60), "the moment never came");
        std::thread::sleep(Duration::from_millis(10));
    }
    // What the program does about an answer takes it a moment.
    std::thread::sleep(Duration::from_millis(200));
}
