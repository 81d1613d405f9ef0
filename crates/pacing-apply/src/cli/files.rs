//! The documents that arguments name: files, folders, patterns and standard input. Reading them is bounded.

use super::failure::{Failure, reason};
use globset::GlobBuilder;
use pacing_core::read::MAX_TEXT;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A document that was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// `-`
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The name for machines.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// All of its bytes, up to one more than a document may have.
    pub(crate) fn read(&self) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let read = self.open()?.take(MOST).read_to_end(&mut bytes);
        read.map_err(|error| self.unreadable(&error))?;
        cut(&mut bytes);
        Ok(bytes)
    }

    /// Its documents, one a line.
    pub(crate) fn lines(&self) -> Result<Lines, Failure> {
        Ok(Lines { reader: self.open()?, number: 0 })
    }

    pub(crate) fn unreadable(&self, error: &io::Error) -> Failure {
        match self {
            Self::Stdin => Failure::usage(format_args!("cannot read standard input: {}", reason(error))),
            Self::File(path) => unreadable(path, error),
        }
    }

    fn open(&self) -> Result<Box<dyn BufRead>, Failure> {
        match self {
            Self::Stdin => Ok(Box::new(io::stdin().lock())),
            Self::File(path) => {
                let file = File::open(path).map_err(|error| unreadable(path, &error))?;
                Ok(Box::new(io::BufReader::with_capacity(256 * 1024, file)))
            }
        }
    }
}

/// The inputs that the arguments name, in their order, each once; and for each argument that names none, why.
pub(crate) fn expand(arguments: &[PathBuf]) -> (Vec<Input>, Vec<Failure>) {
    let (mut inputs, mut failures) = (Vec::new(), Vec::new());
    for argument in arguments {
        match named(argument, &mut failures) {
            Ok(found) => inputs.extend(found),
            Err(failure) => failures.push(failure),
        }
    }
    let mut seen = std::collections::HashSet::new();
    inputs.retain(|input| seen.insert(input.name()));
    (inputs, failures)
}

/// A file is taken whatever its name; a folder gives every `*.json` below it.
fn named(argument: &Path, failures: &mut Vec<Failure>) -> Result<Vec<Input>, Failure> {
    if argument == Path::new("-") {
        return Ok(vec![Input::Stdin]);
    }
    let pattern = argument.to_string_lossy();
    match argument.metadata() {
        Ok(metadata) if metadata.is_dir() => {
            let found = walk(argument, |path| path.extension().is_some_and(|extension| extension == "json"), failures);
            let nothing = || Failure::usage(format_args!("no `*.json` file in folder `{}`", argument.display()));
            if found.is_empty() { Err(nothing()) } else { Ok(found) }
        }
        Ok(_) => Ok(vec![Input::File(argument.to_owned())]),
        Err(error) if error.kind() == io::ErrorKind::NotFound && pattern.contains(['*', '?', '[', '{']) => {
            matching(&pattern, failures)
        }
        Err(error) => Err(unreadable(argument, &error)),
    }
}

/// A shell expands patterns itself; this is for those that do not, and for quoted ones.
fn matching(pattern: &str, failures: &mut Vec<Failure>) -> Result<Vec<Input>, Failure> {
    let plain = pattern.strip_prefix("./").unwrap_or(pattern);
    let glob = GlobBuilder::new(plain).literal_separator(true).build();
    let glob =
        glob.map_err(|error| Failure::usage(format_args!("cannot read the pattern `{pattern}`: {}", error.kind())))?;
    let matcher = glob.compile_matcher();
    let fixed: PathBuf = Path::new(plain)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let root = if fixed == Path::new("") { Path::new(".") } else { &fixed };
    let matches = |path: &Path| matcher.is_match(path.strip_prefix(".").unwrap_or(path));
    let found = if root.exists() { walk(root, matches, failures) } else { Vec::new() };
    if found.is_empty() { Err(Failure::usage(format_args!("no file matches `{pattern}`"))) } else { Ok(found) }
}

/// The files below a folder that `wanted` takes, sorted; hidden entries and `node_modules` are passed over.
fn walk(root: &Path, wanted: impl Fn(&Path) -> bool, failures: &mut Vec<Failure>) -> Vec<Input> {
    let visible = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() == 0 || !(name.starts_with('.') || name == "node_modules")
    };
    let mut found = Vec::new();
    for entry in WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && wanted(entry.path()) => {
                let path = entry.path();
                found.push(Input::File(path.strip_prefix(".").unwrap_or(path).to_owned()));
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure::usage(format_args!("cannot read the folder: {error}"))),
        }
    }
    found
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => Failure::usage(format_args!("there is no file `{path}`")),
        _ => Failure::usage(format_args!("cannot read `{path}`: {}", reason(error))),
    }
}

/// More than a document may have, so that the check can say that it is too long.
const MOST: u64 = MAX_TEXT as u64 + 8;

/// Takes the last character away where the limit on reading may have cut it in two.
fn cut(bytes: &mut Vec<u8>) {
    if bytes.len() as u64 == MOST {
        let continued = bytes.iter().rev().take(3).take_while(|byte| **byte & 0xC0 == 0x80).count();
        bytes.truncate(bytes.len() - continued - 1);
    }
}

/// Documents of a file, one a line; blank lines are counted and passed over.
pub(crate) struct Lines {
    reader: Box<dyn BufRead>,
    number: u64,
}

impl Lines {
    /// Puts the next document into `bytes` and gives the number of its line, from 1.
    pub(crate) fn next(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<u64>> {
        loop {
            bytes.clear();
            if self.reader.by_ref().take(MOST).read_until(b'\n', bytes)? == 0 {
                return Ok(None);
            }
            self.number += 1;
            if bytes.last() == Some(&b'\n') {
                bytes.pop();
            } else if bytes.len() as u64 == MOST {
                self.reader.skip_until(b'\n')?;
                cut(bytes);
            }
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(self.number));
            }
        }
    }
}

/// Replaces a file as a whole: after a crash the old text or the new one is there. Its mode is kept, and a link stays a link.
pub(crate) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mode = path.metadata().ok().filter(std::fs::Metadata::is_file).map(|metadata| metadata.permissions());
    if path.exists() && mode.is_none() {
        // A device or a pipe, such as /dev/stdout: there is nothing to replace.
        return std::fs::write(path, text);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = std::fs::write(&fresh, text)
        .and_then(|()| mode.map_or(Ok(()), |mode| std::fs::set_permissions(&fresh, mode)))
        .and_then(|()| std::fs::rename(&fresh, &path));
    if written.is_err() {
        // What is left over is no use, and the first error is the one that counts.
        let _ = std::fs::remove_file(&fresh);
    }
    written
}
