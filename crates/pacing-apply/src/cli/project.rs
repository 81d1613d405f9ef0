//! `pacing.toml`: what a team agreed on, kept beside its configurations. It never holds secrets.

use super::assumptions::{AssumptionFile, FromFile};
use super::failure::{Failure, reason};
use pacing_core::profile::profile;
use pacing_core::{Overrides, Profile};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

const NAME: &str = "pacing.toml";

/// A `pacing.toml` that was read.
#[derive(Debug)]
pub(crate) struct Project {
    path: PathBuf,
    content: Content,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Content {
    profile: Option<String>,
    #[serde(default)]
    rules: BTreeMap<String, String>,
    forecast: Option<AssumptionFile>,
}

impl Project {
    /// The one in `folder` or in the nearest folder above it.
    pub(crate) fn find(folder: &Path) -> Result<Option<Self>, Failure> {
        // A folder that cannot be resolved cannot be read either, and reading says why.
        let Ok(folder) = folder.canonicalize() else { return Ok(None) };
        for folder in folder.ancestors() {
            let path = folder.join(NAME);
            match std::fs::read_to_string(&path) {
                Ok(text) => return Self::parse(path, &text).map(Some),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => {
                    return Err(Failure::usage(format_args!("cannot read `{}`: {}", path.display(), reason(&error))));
                }
            }
        }
        Ok(None)
    }

    fn parse(path: PathBuf, text: &str) -> Result<Self, Failure> {
        match toml::from_str(text) {
            Ok(content) => Ok(Self { path, content }),
            Err(error) if error.message().contains("expected a string") => {
                let help = "what `[forecast]` assumes stands in quotes with its unit, as in `handle-time = \"180s\"` and `answer-rate = \"20%\"`; so do \
                            `profile` and the levels of `[rules]`";
                Err(Failure::usage(format_args!("`{}` cannot be used\n{error}", path.display())).help(help))
            }
            Err(error) => Err(Failure::usage(format_args!("`{}` cannot be used\n{error}", path.display())).help(
                "it holds `profile = \"ID\"`, a table `[rules]` of `name = \"level\"` and a table `[forecast]` of assumptions; \
                 secrets never stand in it",
            )),
        }
    }

    /// Its profile, where it names one.
    pub(crate) fn profile(&self) -> Result<Option<&'static Profile>, Failure> {
        self.content.profile.as_deref().map(profile).transpose().map_err(|error| self.invalid(&error))
    }

    /// Its weights of rules.
    pub(crate) fn overrides(&self) -> Result<Overrides, Failure> {
        let mut overrides = Overrides::default();
        for (rule, level) in &self.content.rules {
            let level = level.parse().map_err(|error| self.invalid(&error))?;
            overrides.set(rule, level).map_err(|error| self.invalid(&error))?;
        }
        Ok(overrides)
    }

    /// What it assumes for forecasts.
    pub(crate) fn forecast(&self) -> Result<FromFile, Failure> {
        let file = self.content.forecast.as_ref().map(AssumptionFile::read).transpose();
        Ok(file.map_err(|error| self.invalid(&error))?.unwrap_or_default())
    }

    /// What is wrong with it, with its place.
    pub(crate) fn invalid(&self, error: &impl std::fmt::Display) -> Failure {
        Failure::usage(format_args!("`{}`: {error}", self.path.display()))
    }
}
