//! `schema`: the JSON Schema of a document.

use crate::cli::failure::{Failure, SUCCESS};
use crate::cli::output::Output;
use crate::cli::policy::profile_parser;
use pacing_core::Profile;
use pacing_core::schema::json_schema;
use std::io::Write;

/// Print the JSON Schema of a document, for completion in editors
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The regulatory profile [default: us]; `explain profiles` lists them
    #[arg(long, value_name = "ID", value_parser = profile_parser(), hide_possible_values = true)]
    profile: Option<&'static Profile>,
}

/// Runs the command.
pub(crate) fn run(args: &Args, output: &mut Output) -> Result<u8, Failure> {
    output.out.write_all(json_schema(args.profile.unwrap_or_default()).as_bytes())?;
    Ok(SUCCESS)
}
