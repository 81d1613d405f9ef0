//! A sandbox on a thread of its own, a folder, and the program with the settings that lead from one to the other.

use std::future::Future;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, mpsc};

use pacing_sandbox::{Config, Sandbox};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Handle;

/// The dialer of `examples/outbound-sales.json`.
pub const DIALER: &str = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/// Where it is.
pub const PATH: &str = "/api/v2/outbound/predictivedialers/a1b2c3d4-e5f6-7890-abcd-ef1234567890";

/// The client's id.
const CLIENT: &str = "pacing-tests";

/// The client's secret: a text to search for in everything that is kept or shown.
pub const SECRET: &str = "CANARY-client-secret-5d1e07";

/// The name of the audit log in the folder.
pub const LOG: &str = "pacing_audit.log";

pub struct World {
    pub sandbox: Arc<Sandbox>,
    pub folder: TempDir,
    pub base_url: String,
    pub webhook_url: String,
    certificates: Option<PathBuf>,
    runtime: Handle,
}

impl World {
    /// The thread ends with the process.
    pub fn new(config: Config) -> Self {
        let config = Config { client_id: Some(CLIENT.to_owned()), client_secret: Some(SECRET.to_owned()), ..config };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let sandbox = Arc::new(Sandbox::start(config).await.unwrap());
                sender.send((sandbox, Handle::current())).unwrap();
                std::future::pending::<()>().await;
            });
        });
        let (sandbox, runtime) = receiver.recv().unwrap();
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("sales.json"), document()).unwrap();
        Self {
            base_url: sandbox.base_url(),
            webhook_url: sandbox.webhook_url(),
            sandbox,
            folder,
            certificates: None,
            runtime,
        }
    }

    /// Trusts this authority (PEM) alone: to read the hundred of the system takes half of a short run.
    pub fn trust_only(&mut self, authority: &str) {
        let file = self.folder.path().join("certificates.pem");
        std::fs::write(&file, authority).unwrap();
        self.certificates = Some(file);
    }

    /// Does something on the sandbox's thread.
    pub fn on_thread<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> T {
        let (sender, receiver) = mpsc::channel();
        self.runtime.spawn(async move { sender.send(work.await) });
        receiver.recv().unwrap()
    }

    /// Where the sandbox listens.
    pub fn address(&self) -> SocketAddr {
        self.sandbox.base_url().trim_start_matches("http://").parse().unwrap()
    }

    pub fn log(&self) -> PathBuf {
        self.folder.path().join(LOG)
    }

    /// A command in the folder that sees these settings and nothing else of the machine.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pacing-apply"));
        command
            .args(args)
            .env_clear()
            .env("CXONE_BASE_URL", &self.base_url)
            .env("CXONE_CLIENT_ID", CLIENT)
            .env("CXONE_CLIENT_SECRET", SECRET)
            .env("WFM_WEBHOOK_URL", &self.webhook_url)
            .env("WFM_WEBHOOK_SECRET", self.sandbox.webhook_secret())
            .env("USER", "tester")
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        if let Some(certificates) = &self.certificates {
            command.env("SSL_CERT_FILE", certificates).env("SSL_CERT_DIR", self.folder.path().join("none"));
        }
        command
    }

    /// `apply sales.json`. Waits that nobody told are short.
    pub fn apply(&self, args: &[&str]) -> Command {
        let always = ["apply", "sales.json", "--yes", "--format", "json", "--webhook-allow", "127.0.0.1"];
        let short = ["--base-delay", "50ms", "--poll-interval", "50ms"];
        self.command(&[always.as_slice(), &short, args].concat())
    }

    /// `deliver`: sends what waits.
    pub fn deliver(&self) -> Command {
        self.command(&["deliver", "--webhook-allow", "127.0.0.1", "--base-delay", "50ms"])
    }

    /// The records of the audit log, which must verify.
    pub fn audit(&self) -> Vec<Value> {
        let verified = Ran::of(self.command(&["audit", "verify", "--format", "json"]).output().unwrap());
        assert_eq!(verified.code, Some(0), "the audit log does not verify: {verified:?}");
        let log = std::fs::read_to_string(self.log()).unwrap();
        self.assert_no_secret(&log);
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// No secret of this world is in what is kept or shown.
    pub fn assert_no_secret(&self, text: &str) {
        let secrets = [SECRET, self.sandbox.webhook_secret().trim_start_matches("whsec_"), "Bearer "];
        for secret in secrets {
            assert!(!text.contains(secret), "a secret is in {text}");
        }
    }
}

/// What a run left behind.
#[derive(Debug)]
pub struct Ran {
    /// Nothing where a signal ended it.
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// The result that it prints; nothing where it ended before.
    pub fn result(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_default()
    }
}

/// What is applied in all rows.
pub fn document() -> String {
    std::fs::read_to_string(root().join("examples/outbound-sales.json")).unwrap()
}

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
