//! A program of somebody else that runs as long as a test needs it.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::world::root;

/// Where the peers are installed.
pub fn peers() -> PathBuf {
    root().join("tests/peers")
}

/// A command among the peers.
pub fn peer(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(peers());
    command
}

/// What to say when it cannot be started.
pub const HOW: &str = "installed by `cargo xtask test --only toolchain`";

/// A program that runs until this is dropped; what it prints is kept.
pub struct Running {
    child: Child,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Running {
    pub fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect(HOW);
        let lines = Arc::new(Mutex::new(Vec::new()));
        let (output, kept) = (child.stdout.take().unwrap(), lines.clone());
        std::thread::spawn(move || {
            let all = BufReader::new(output).lines().map_while(Result::ok);
            all.for_each(|line| kept.lock().unwrap().push(line));
        });
        Self { child, lines }
    }

    /// What it has printed.
    pub fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }

    /// Waits until something can be made of what it printed.
    pub fn wait_for<T>(&mut self, what: &str, found: impl Fn(&str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            if let Some(found) = self.lines().iter().find_map(|line| found(line)) {
                return found;
            }
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "it ended, {ended:?}, after {:#?}", self.lines());
            assert!(begun.elapsed() < Duration::from_secs(60), "no {what} in {:#?}", self.lines());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a program to its end on this input.
pub fn run_on(mut command: Command, input: &str) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect(HOW);
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// A port that was free a moment ago, for programs that do not tell which one they took.
pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}
