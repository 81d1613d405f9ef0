//! `apply --sandbox`, the first command of the README.

use crate::platform::SECRET;
use crate::run::{example, pacing, root, run};
use serde_json::Value;
use std::fs;
use std::net::TcpListener;

/// Ports and times differ from run to run. `cargo run` calls the program by the path at which it stands.
fn steady(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split("http://127.0.0.1:").enumerate() {
        let rest = if index == 0 { part } else { part.trim_start_matches(|char: char| char.is_ascii_digit()) };
        out.push_str(if index == 0 { "" } else { "http://127.0.0.1:PORT" });
        out.push_str(rest);
    }
    out.replace(env!("CARGO_BIN_EXE_pacing-apply"), "target/debug/pacing-apply")
}

#[test]
fn the_first_command_tells_the_whole_story() {
    let folder = tempfile::tempdir().unwrap();
    let file = root().join("examples/outbound-sales.json");
    fs::create_dir(folder.path().join("examples")).unwrap();
    fs::copy(file, folder.path().join("examples/outbound-sales.json")).unwrap();
    let ran = run(pacing(["apply", "examples/outbound-sales.json", "--sandbox"]).current_dir(&folder));
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!("first_command", steady(&ran.stdout));
    let readme = steady(&fs::read_to_string(root().join("README.md")).unwrap());
    assert!(readme.contains(&steady(&ran.stdout)), "the README shows what the command prints:\n{}", ran.stdout);
    let log: Vec<_> = ran.stderr.lines().map(|line| line.get(25..).unwrap_or(line)).collect();
    insta::assert_snapshot!("first_command_log", steady(&log.join("\n")));

    let verify = run(pacing(["audit", "verify", "pacing_audit.sandbox.log"]).current_dir(&folder));
    assert_eq!(verify.code, Some(0), "{verify:?}");
    assert!(!folder.path().join("pacing_audit.log").exists(), "the log of real changes is left alone");

    let plan = run(pacing(["plan", "examples/outbound-sales.json", "--sandbox"]).current_dir(&folder));
    assert_eq!(plan.code, Some(10));
    assert!(ran.stdout.contains(steady(&plan.stdout).lines().nth(2).unwrap()), "{}", plan.stdout);
}

/// Production settings in the environment, in `.env` and as proxies all lead to a listener that nobody may reach.
#[test]
fn nothing_of_production_is_read_or_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let trap = format!("http://{}", listener.local_addr().unwrap());
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
    let settings = [
        ("CXONE_BASE_URL", trap.as_str()),
        ("CXONE_CLIENT_ID", "CANARY-id"),
        ("CXONE_CLIENT_SECRET", SECRET),
        ("CXONE_DIALER_ID", "another-dialer"),
        ("WFM_WEBHOOK_URL", &trap),
        ("WFM_WEBHOOK_SECRET", "no secret at all"),
    ];
    let dotenv: String = settings.iter().map(|(name, value)| format!("{name}='{value}'\n")).collect();
    fs::write(folder.path().join(".env"), dotenv + "and a line that is none\n").unwrap();
    let mut command = pacing(["apply", "sales.json", "--sandbox", "-v"]);
    command.current_dir(&folder).envs(settings);
    for proxy in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env(proxy, &trap);
    }
    let ran = run(&mut command);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let refused = listener.accept().unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::WouldBlock, "somebody called");
    let log = fs::read_to_string(folder.path().join("pacing_audit.sandbox.log")).unwrap();
    for text in [&ran.stdout, &ran.stderr, &log] {
        assert!(!text.contains("CANARY") && !text.contains("another-dialer"), "{text}");
    }
}

#[test]
fn an_audit_file_can_be_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
    let ran =
        run(pacing(["apply", "sales.json", "--sandbox", "--audit", "mine.log", "--format", "json"])
            .current_dir(&folder));
    assert_eq!(ran.code, Some(0));
    let json: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (json["audit"]["file"].as_str(), json["sandbox"]["signature"].as_str()),
        (Some("mine.log"), Some("verified"))
    );
    assert_eq!(run(pacing(["audit", "verify", "mine.log"]).current_dir(&folder)).code, Some(0));
    assert!(!folder.path().join("pacing_audit.sandbox.log").exists());
}

#[test]
fn a_sandbox_goes_with_no_platform() {
    for flag in ["--base-url", "--client-id", "--webhook"] {
        let ran = run(&mut pacing(["apply", "examples/outbound-sales.json", "--sandbox", flag, "x"]));
        assert_eq!(ran.code, Some(2));
        assert!(ran.stderr.contains("cannot be used with"), "{}", ran.stderr);
    }
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let ran = run(&mut pacing(["sandbox", "--port", &port]));
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains(&format!("cannot listen on port {port}")), "{}", ran.stderr);
}
