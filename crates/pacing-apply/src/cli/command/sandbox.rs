//! `sandbox`: a platform to practise on, until Ctrl-C.

use crate::cli::failure::{Failure, SUCCESS, reason};
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::{Output, program};
use crate::cli::runtime;
use crate::cli::settings::{BASE_URL, CLIENT_ID, CLIENT_SECRET, DIALER_ID, WEBHOOK_SECRET, WEBHOOK_URL};
use pacing_apply::progress::Level;
use pacing_core::DialerId;
use pacing_sandbox::{Config, Sandbox};
use std::cell::{Cell, OnceCell};
use std::io::Write;
use std::time::Duration;

/// Run a stand-in for the platform to practise on, on this machine alone, until Ctrl-C
///
/// Prints the environment to set and commands to type on stdout, and each request that comes on stderr.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The port on 127.0.0.1; 0 lets the system choose
    #[arg(long, default_value_t = 4010)]
    port: u16,

    /// A dialer that it holds, with an older pacing. May be repeated
    #[arg(long = "dialer", value_name = "ID", default_value = EXAMPLE, value_parser = DialerId::parse)]
    dialers: Vec<DialerId>,

    /// Hide ETag, Retry-After and Date from browsers, as a platform whose CORS policy does not expose them
    #[arg(long)]
    hide_headers: bool,

    #[command(flatten)]
    log: LogArgs,
}

/// The dialer of the examples.
const EXAMPLE: &str = "a1b2c3d4-e5f6-7890-abcd-ef1234567890";

// Not secret: whoever reaches this port is at this machine, and the dialers are not real.
const PRACTICE_ID: &str = "practice-client";
const PRACTICE_SECRET: &str = "practice-secret";
const PRACTICE_WEBHOOK_SECRET: &str = "whsec_cHJhY3RpY2UtcHJhY3RpY2UtcHJhY3RpY2U=";

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    let log = Log::new(&args.log, output.err_paint);
    let watch = Watch { sandbox: OnceCell::new(), told: Cell::new(0), log };
    runtime::run(serve(args, output, &watch), |_| {
        watch.tell();
        Ok(SUCCESS)
    })
}

async fn serve(args: &Args, output: &mut Output, watch: &Watch) -> Result<u8, Failure> {
    let config = Config {
        port: args.port,
        client_id: Some(PRACTICE_ID.to_owned()),
        client_secret: Some(PRACTICE_SECRET.to_owned()),
        webhook_secret: Some(PRACTICE_WEBHOOK_SECRET.to_owned()),
        dialers: args.dialers.iter().flat_map(|dialer| Config::holding(dialer.as_str()).dialers).collect(),
        expose_headers: !args.hide_headers,
        ..Config::default()
    };
    let sandbox = Sandbox::start(config).await.map_err(|error| {
        Failure::usage(format_args!("cannot listen on port {}: {}", args.port, reason(&error)))
            .help("name another port with `--port`, or 0 for any that is free")
    })?;
    let environment = [
        (BASE_URL, sandbox.base_url()),
        (CLIENT_ID, sandbox.client_id().to_owned()),
        (CLIENT_SECRET, sandbox.client_secret().to_owned()),
        (DIALER_ID, args.dialers.first().map(ToString::to_string).unwrap_or_default()),
        (WEBHOOK_URL, sandbox.webhook_url()),
        (WEBHOOK_SECRET, sandbox.webhook_secret().to_owned()),
    ];
    for (name, value) in environment {
        writeln!(output.out, "export {name}={value}")?;
    }
    let editor = format!(
        "# in the editor: Apply, platform address {}, client id and secret as above, and the dialer id in the form",
        sandbox.base_url()
    );
    for line in std::iter::once(editor).chain(next_steps(&args.dialers)) {
        writeln!(output.out, "{line}")?;
    }
    output.flush()?;
    watch.log.write(Level::Info, &format!("the sandbox listens at {}; Ctrl-C ends it", sandbox.base_url()));
    watch.log.write(Level::Info, "type what stdout says in another terminal");
    let _ = watch.sandbox.set(sandbox);
    loop {
        watch.tell();
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Commands to type, as comments: a shell may read all of stdout.
fn next_steps(dialers: &[DialerId]) -> [String; 5] {
    let example = dialers.first().is_some_and(|dialer| dialer.as_str() == EXAMPLE);
    let program = program();
    let file = if example { "examples/outbound-sales.json" } else { "my-dialer.json" };
    [
        "# and then, for example:".to_owned(),
        format!("#   {program} pull"),
        format!("#   {program} plan {file}"),
        format!("#   {program} apply {file} --webhook-allow 127.0.0.1"),
        format!("#   {program} audit verify pacing_audit.log"),
    ]
}

/// Tells of the requests that come.
struct Watch {
    sandbox: OnceCell<Sandbox>,
    /// The number of the last request that was told.
    told: Cell<u64>,
    log: Log,
}

impl Watch {
    /// Tells of each new request, once it or a later one is answered.
    fn tell(&self) {
        let requests = self.sandbox.get().map(Sandbox::requests).unwrap_or_default();
        let answered = requests.iter().filter(|request| request.answered_ms.is_some());
        let upto = answered.map(|request| request.number).max().unwrap_or(0);
        for request in requests.iter().filter(|request| request.number > self.told.get() && request.number <= upto) {
            let status = request.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string());
            self.log.write(Level::Info, &format!("{} {} {status}", request.method, request.path));
        }
        self.told.set(self.told.get().max(upto));
    }
}
