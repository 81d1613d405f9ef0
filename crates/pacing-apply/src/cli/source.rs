//! The document that is planned or applied: read, and checked against what the flags and settings say.

use super::failure::Failure;
use super::files::Input;
use super::policy::{Policies, PolicyArgs};
use super::render::Document;
use super::settings::{self, Environment, PlatformArgs};
use pacing_core::read::utf8;
use pacing_core::{Checked, DialerId, Options, Report, check_bytes, validate};
use std::path::{Path, PathBuf};

/// A document that was read, and what it is checked against.
pub(crate) struct Source {
    /// The name of its file.
    pub name: String,
    /// What it is checked against.
    pub options: Options,
    folder: PathBuf,
    bytes: Vec<u8>,
}

/// Reads the settings and the document that is meant for the dialer they address; a sandbox takes no setting.
pub(crate) fn open(
    path: &Path,
    sandbox: bool,
    policy: &PolicyArgs,
    platform: &PlatformArgs,
) -> Result<(Environment, Source), Failure> {
    let environment = if sandbox { Environment::nothing() } else { Environment::read()? };
    let addressed = settings::addressed(platform, &environment)?;
    let source = Source::read(path, policy, addressed)?;
    Ok((environment, source))
}

/// Says which setting addresses another dialer than the document is for, where one does.
pub(crate) fn other_dialer(report: &Report<'_>, platform: &PlatformArgs) -> Option<String> {
    let other = report.diagnostics().iter().any(|diagnostic| diagnostic.name == "other-dialer");
    other.then(|| format!("the dialer is addressed by `{}`", settings::addressed_by(platform)))
}

impl Source {
    /// Reads the document of a file, or of standard input for `-`.
    pub(crate) fn read(path: &Path, policy: &PolicyArgs, addressed: Option<DialerId>) -> Result<Self, Failure> {
        let mut policies = Policies::new(policy, addressed);
        let (input, options) = if path == Path::new("-") {
            (Input::Stdin, policies.for_here()?)
        } else if path.is_dir() {
            let help = "`check` takes folders; a change is planned and applied for one dialer at a time";
            return Err(Failure::usage(format_args!("`{}` is a folder", path.display())).help(help));
        } else {
            (Input::File(PathBuf::from(path)), policies.for_file(path)?)
        };
        let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new(".")).to_owned();
        Ok(Self { name: input.name(), folder, bytes: input.read()?, options })
    }

    /// The folder that it stands in; the current one for standard input.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// It, as it is shown with what was found.
    pub(crate) fn document<'a>(&'a self, report: &'a Report<'a>) -> Document<'a> {
        Document { name: &self.name, line: None, report, options: &self.options }
    }

    /// Checks it.
    pub(crate) fn check(&self) -> Checked<'_> {
        match utf8(&self.bytes) {
            Ok(text) => validate(text, &self.options),
            Err(_) => Checked { report: check_bytes(&self.bytes, &self.options), valid: None },
        }
    }
}
