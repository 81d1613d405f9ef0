//! A platform for the program to reach: a sandbox on a thread of its own, and the settings that lead there.

use crate::canary::{assert_clean_folder, webhook_secret};
use crate::run::{Ran, example, pacing, run};
use pacing_sandbox::{Config, Sandbox};
use serde_json::Value;
use std::process::Command;
use std::sync::{Arc, mpsc};
use tempfile::TempDir;

/// The dialer of the examples.
pub const DIALER: &str = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/// Where nobody listens: a port that the system never gives away.
pub const NOBODY: &str = "http://127.0.0.1:1";

pub use crate::canary::SECRET;

/// A sandbox that holds [`DIALER`], and a folder to run in.
pub struct Platform {
    pub sandbox: Arc<Sandbox>,
    pub folder: TempDir,
}

impl Platform {
    /// With the defaults.
    pub fn new() -> Self {
        Self::with(Config::holding(DIALER))
    }

    /// With this configuration. The thread ends with the process.
    pub fn with(config: Config) -> Self {
        let config =
            Config { client_secret: Some(SECRET.to_owned()), webhook_secret: Some(webhook_secret()), ..config };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                sender.send(Arc::new(Sandbox::start(config).await.unwrap())).unwrap();
                std::future::pending::<()>().await;
            });
        });
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sales.json"), example("outbound-sales.json")).unwrap();
        Self { sandbox: receiver.recv().unwrap(), folder }
    }

    /// A command in the folder, with the environment that the sandbox needs. Waits that nobody told are short.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = pacing(args);
        command.current_dir(&self.folder);
        for (name, value) in self.environment() {
            command.env(name, value);
        }
        command
    }

    /// The settings.
    pub fn environment(&self) -> [(&'static str, String); 5] {
        [
            ("CXONE_BASE_URL", self.sandbox.base_url() + "/"),
            ("CXONE_CLIENT_ID", self.sandbox.client_id().to_owned()),
            ("CXONE_CLIENT_SECRET", SECRET.to_owned()),
            ("WFM_WEBHOOK_URL", self.sandbox.webhook_url()),
            ("WFM_WEBHOOK_SECRET", self.sandbox.webhook_secret().to_owned()),
        ]
    }

    /// `apply sales.json --yes`, to a receiver that may be on this machine.
    pub fn apply(&self, args: &[&str]) -> Command {
        let always = [
            "apply",
            "sales.json",
            "--yes",
            "--webhook-allow",
            "127.0.0.1",
            "--base-delay",
            "50ms",
            "--poll-interval",
            "50ms",
        ];
        self.command(&[&always, args].concat())
    }

    /// The records of the audit log, which must verify and hold no secret.
    pub fn audit(&self) -> Vec<Value> {
        let ran = run(&mut self.command(&["audit", "verify", "--format", "json"]));
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let log = std::fs::read_to_string(self.folder.path().join("pacing_audit.log")).unwrap();
        assert!(!log.contains(SECRET) && !log.contains("whsec_") && !log.contains("Bearer"), "a secret is in the log");
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The outcome of the last run.
    pub fn outcome(&self) -> Value {
        self.audit().into_iter().rfind(|record| record["kind"] == "outcome").unwrap()
    }
}

/// Nothing that is kept holds a secret, whatever the test was about.
impl Drop for Platform {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert_clean_folder(self.folder.path());
        }
    }
}

/// Nothing that is shown holds a secret.
pub fn without_secrets(ran: Ran) -> Ran {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(!text.contains(SECRET) && !text.contains("whsec_") && !text.contains("Bearer "), "{ran:?}");
    }
    ran
}
