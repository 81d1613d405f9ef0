//! nginx `limit_req`: 429s of a limiter that nobody here wrote, with `Retry-After` and without.

use std::fs;
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use pacing_sandbox::Config;

use crate::other_process::{HOW, free_port};
use crate::world::{DIALER, Ran, World};

/// An nginx in front of the world's sandbox that lets one request in a second through.
struct Nginx {
    child: Child,
    log: PathBuf,
}

impl Nginx {
    fn start(world: &mut World, told: bool) -> Self {
        let (folder, port) = (world.folder.path().join("nginx"), free_port());
        fs::create_dir(&folder).unwrap();
        let later = if told { "add_header Retry-After 1 always; return 429;" } else { "return 429;" };
        let (sandbox, folder_name) = (world.sandbox.base_url(), folder.display());
        let paths: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {folder_name}/{name};\n"))
            .concat();
        let configuration = format!(
            "daemon off; worker_processes 1; pid {folder_name}/pid; error_log {folder_name}/error.log info;
            events {{ worker_connections 64; }}
            http {{
                {paths}
                log_format short '$msec $request_method $status';
                access_log {folder_name}/access.log short;
                limit_req_zone $server_name zone=all:1m rate=1r/s;
                limit_req_status 429;
                server {{
                    listen 127.0.0.1:{port};
                    server_name platform;
                    location / {{
                        limit_req zone=all;
                        error_page 429 = @later;
                        proxy_pass {sandbox};
                    }}
                    location @later {{ {later} }}
                }}
            }}"
        );
        fs::write(folder.join("nginx.conf"), configuration).unwrap();
        let mut command = Command::new("nginx");
        command.arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf")).arg("-e").arg(folder.join("error.log"));
        // Debian has it where only root looks.
        command.env("PATH", format!("{}:/usr/sbin", std::env::var("PATH").unwrap_or_default()));
        let nginx = Self { child: command.spawn().expect(HOW), log: folder.join("access.log") };
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                world.base_url = format!("http://127.0.0.1:{port}");
                return nginx;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("nginx does not listen: {:?}", fs::read_to_string(folder.join("error.log")));
    }

    /// Time in seconds, method and status of each answer.
    fn answers(&self) -> Vec<(f64, String, u16)> {
        let log = fs::read_to_string(&self.log).unwrap();
        let answer = |line: &str| {
            let mut words = line.split(' ');
            Some((words.next()?.parse().ok()?, words.next()?.to_owned(), words.next()?.parse().ok()?))
        };
        log.lines().map(|line| answer(line).unwrap()).collect()
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // The master ends its worker when it is asked to end.
        let asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = asked.map(|_| self.child.wait());
    }
}

#[test]
fn who_comes_back_when_told_is_let_through() {
    let mut world = World::new(Config::holding(DIALER));
    let nginx = Nginx::start(&mut world, true);
    let ran = Ran::of(world.apply(&[]).output().unwrap());
    let answers = nginx.answers();
    assert_eq!(ran.code, Some(0), "{ran:#?} {answers:#?}");
    assert_eq!(world.sandbox.put_count(DIALER), 1);
    let limited = answers.iter().filter(|(_, _, status)| *status == 429).count();
    assert!(limited >= 3, "reading, changing and reading back came too fast at first: {answers:#?}");
    for pair in answers.windows(2).filter(|pair| pair[0].2 == 429) {
        assert_eq!((&pair[1].1, pair[1].2), (&pair[0].1, 200), "the next one came in time: {answers:#?}");
        assert!(pair[1].0 - pair[0].0 >= 1.0, "and no earlier than told: {answers:#?}");
    }
    world.audit();
}

#[test]
fn without_a_word_the_back_off_grows_until_it_is_long_enough() {
    let mut world = World::new(Config::holding(DIALER));
    let nginx = Nginx::start(&mut world, false);
    let patient = ["--base-delay", "300ms", "--max-retries", "5"];
    let mut command =
        world.command(&["apply", "sales.json", "--yes", "--format", "json", "--webhook-allow", "127.0.0.1"]);
    let ran = Ran::of(command.args(patient).output().unwrap());
    let answers = nginx.answers();
    assert_eq!(ran.code, Some(0), "{ran:#?} {answers:#?}");
    assert_eq!(world.sandbox.put_count(DIALER), 1);
    assert!(answers.iter().any(|(_, method, status)| (method.as_str(), *status) == ("PUT", 429)), "{answers:#?}");
    world.audit();
}
