//! What documents are checked against: flags, then the environment, then the nearest `pacing.toml`, then the defaults.

use super::assumptions::AssumptionArgs;
use super::failure::Failure;
use super::project::Project;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use pacing_core::profile::{PROFILES, ProfileKind, profile};
use pacing_core::{DialerId, Level, Options, Overrides, Profile};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The flags that every command has which checks a document.
#[derive(Debug, clap::Args)]
pub(crate) struct PolicyArgs {
    #[command(flatten)]
    profile: ProfileArg,

    /// Gives a rule another weight: off, info, warning or error. May be repeated. Errors can be neither lowered nor turned off
    #[arg(long = "rule", value_name = "NAME=LEVEL", value_parser = rule_level)]
    rules: Vec<RuleLevel>,
}

/// The flag of a command that measures a document against a profile, and judges by no rule.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ProfileArg {
    /// The regulatory profile [default: us]; `explain profiles` lists them
    #[arg(long, value_name = "ID", env = "PACING_PROFILE", value_parser = profile_parser(), hide_possible_values = true, hide_env_values = true)]
    profile: Option<&'static Profile>,
}

/// Rules weigh what they weigh by default, or in a `pacing.toml`.
impl From<ProfileArg> for PolicyArgs {
    fn from(profile: ProfileArg) -> Self {
        Self { profile, rules: Vec::new() }
    }
}

/// A regulatory profile by its id, with its ids for shells and its nearest one for a slip.
pub(crate) fn profile_parser() -> impl TypedValueParser<Value = &'static Profile> {
    // What has been replaced is not offered, neither for a slip nor by shells.
    let offered = |profile: &Profile| PossibleValue::new(profile.id).hide(profile.kind == ProfileKind::Superseded);
    PossibleValuesParser::new(PROFILES.iter().map(offered)).try_map(|id| profile(&id))
}

#[derive(Clone, Debug)]
struct RuleLevel {
    rule: String,
    level: Level,
}

fn rule_level(text: &str) -> Result<RuleLevel, String> {
    let (rule, level) = text.split_once('=').ok_or("write it as NAME=LEVEL, such as `matrix-gap=error`")?;
    let level = level.parse::<Level>().map_err(|error| error.to_string())?;
    // Tried here, so that the message names the argument.
    Overrides::default().set(rule, level).map_err(|error| error.to_string())?;
    Ok(RuleLevel { rule: rule.to_owned(), level })
}

/// The options for each document; a `pacing.toml` is read once.
pub(crate) struct Policies<'a> {
    args: &'a PolicyArgs,
    addressed: Option<DialerId>,
    assumptions: Option<&'a AssumptionArgs>,
    projects: HashMap<PathBuf, Option<Project>>,
}

impl<'a> Policies<'a> {
    /// Options from these flags, for documents that are meant for `addressed`.
    pub(crate) fn new(args: &'a PolicyArgs, addressed: Option<DialerId>) -> Self {
        Self { args, addressed, assumptions: None, projects: HashMap::new() }
    }

    /// With assumptions of flags, which count more than those of a `pacing.toml`.
    pub(crate) fn assuming(self, assumptions: &'a AssumptionArgs) -> Self {
        Self { assumptions: Some(assumptions), ..self }
    }

    /// The options for a document in `folder`.
    pub(crate) fn for_folder(&mut self, folder: &Path) -> Result<Options, Failure> {
        if !self.projects.contains_key(folder) {
            self.projects.insert(folder.to_owned(), Project::find(folder)?);
        }
        let project = self.projects.get(folder).and_then(Option::as_ref);
        let mut options = Options { addressed: self.addressed.clone(), ..Options::default() };
        if let Some(project) = project {
            options.profile = project.profile()?.unwrap_or(options.profile);
            options.overrides = project.overrides()?;
        }
        options.profile = self.args.profile.profile.unwrap_or(options.profile);
        for RuleLevel { rule, level } in &self.args.rules {
            options.overrides.set(rule, *level).map_err(Failure::usage)?;
        }
        let flags = self.assumptions.unwrap_or(const { &AssumptionArgs::NONE });
        options.assumptions = flags.given(project, options.profile)?;
        Ok(options)
    }

    /// The options for a document that is no file.
    pub(crate) fn for_here(&mut self) -> Result<Options, Failure> {
        self.for_folder(Path::new("."))
    }

    /// The options for a file.
    pub(crate) fn for_file(&mut self, file: &Path) -> Result<Options, Failure> {
        match file.parent() {
            Some(folder) if folder != Path::new("") => self.for_folder(folder),
            _ => self.for_here(),
        }
    }
}
