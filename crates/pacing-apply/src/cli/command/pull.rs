//! `pull`: the document that a dialer holds now.

use crate::cli::destination::Destination;
use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::layout::layout;
use crate::cli::log::{Log, LogArgs};
use crate::cli::output::Output;
use crate::cli::runtime;
use crate::cli::settings::{self, DIALER_ID, Environment, PlatformArgs};
use pacing_apply::host::NativeHost;
use pacing_apply::{Session, pull};

/// Print the document that a dialer holds now, or write it to a file
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    destination: Destination,

    #[command(flatten)]
    platform: PlatformArgs,

    #[command(flatten)]
    log: LogArgs,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    runtime::run(pulled(args, output), |signal| Ok(signal.exit()))
}

async fn pulled(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    args.destination.check()?;
    let log = Log::new(&args.log, output.err_paint);
    let environment = Environment::read()?;
    let Some(dialer) = settings::addressed(&args.platform, &environment)? else {
        return Err(settings::missing(&args.platform, &environment, vec![DIALER_ID])?);
    };
    let settings = settings::platform(&args.platform, &environment)?;
    let host = NativeHost::new(&settings::host_options(args.platform.ca_file.as_deref(), false, &settings))?;
    let observer = |progress: &_| log.progress(progress);
    let live = pull(&Session::new(&host, &settings, &observer), &dialer).await;
    let live = live.map_err(|error| args.platform.blame(error))?;
    let text = layout(&live.text);
    args.destination.write(&text, output)?;
    Ok(SUCCESS)
}
