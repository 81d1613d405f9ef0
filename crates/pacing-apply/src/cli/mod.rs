//! The command line: arguments in, one command, an exit code out. Nothing is decided here that the libraries decide.

mod assumptions;
mod change;
mod command;
mod confirm;
mod destination;
mod failure;
mod files;
mod keys;
mod layout;
mod leftovers;
mod lock;
mod log;
mod output;
mod policy;
mod practice;
mod project;
mod refusal;
mod render;
mod runtime;
mod settings;
mod source;
mod stage;
mod width;

use clap::{CommandFactory, Parser, Subcommand};
use output::{ColorChoice, Output};
use std::process::ExitCode;

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    runtime::outlive_file_limits();
    let mut output = Output::new(cli.color);
    let result = match cli.command {
        Command::Check(args) => command::check::run(&args, &mut output),
        Command::Build(args) => command::build::run(&args, &mut output),
        Command::Forecast(args) => command::forecast::run(&args, &mut output),
        Command::Suggest(args) => command::suggest::run(&args, &mut output),
        Command::Pull(args) => command::pull::run(&args, &mut output),
        Command::Plan(args) => command::plan::run(&args, &mut output),
        Command::Apply(args) => command::apply::run(&args, &mut output),
        Command::Rollback(args) => command::rollback::run(&args, &mut output),
        Command::Deliver(args) => command::deliver::run(&args, &mut output),
        Command::Audit(args) => command::audit::run(&args, &mut output),
        Command::Sandbox(args) => command::sandbox::run(&args, &mut output),
        Command::Explain(args) => command::explain::run(&args, &mut output),
        Command::Schema(args) => command::schema::run(&args, &mut output),
        Command::Completions(args) => command::completions::run(&args, Cli::command(), &mut output),
    };
    let result = result.and_then(|code| output.flush().map(|()| code));
    ExitCode::from(result.unwrap_or_else(|failure| output.fail(&failure)))
}

/// Checks outbound dialer pacing configurations and applies them to NICE CXone, with an audit log
#[derive(Debug, Parser)]
#[command(name = "pacing-apply", version, arg_required_else_help = true, max_term_width = 100, after_help = AFTER_HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// When to use colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    color: ColorChoice,
}

const AFTER_HELP: &str = "\
Exit codes: 0 done or unchanged, 1 document invalid, 2 usage or settings, 3 not applied, 4 unknown whether applied, 5 applied, \
but the event did not arrive (it waits, or the receiver is gone), 6 audit log not writable, 7 busy or rate limited, 8 audit log with a torn last line, 10 plan with changes, 130 or 143 ended by Ctrl-C or kill, \
141 nobody reads the result.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(command::check::Args),
    Build(command::build::Args),
    Forecast(command::forecast::Args),
    Suggest(command::suggest::Args),
    Pull(command::pull::Args),
    Plan(command::plan::Args),
    Apply(command::apply::Args),
    Rollback(command::rollback::Args),
    Deliver(command::deliver::Args),
    Audit(command::audit::Args),
    Sandbox(command::sandbox::Args),
    Explain(command::explain::Args),
    Schema(command::schema::Args),
    Completions(command::completions::Args),
}
