//! Disks that refuse: a limit that is met at any record, and a folder that cannot be written.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::Command;

use pacing_sandbox::Config;

use super::aftermath::{in_order, put_right};
use super::kill::behind;
use crate::world::{DIALER, Ran, World};

/// A run, and the limit of a file's size in blocks of 512 bytes. A write beyond it raises SIGXFSZ, which ends a program that does
/// not provide for it.
fn limited(world: &World, blocks: usize) -> Ran {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$0\" \"$@\"")]);
    shell.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    Ran::of(behind(shell, &world.apply(&[])).output().unwrap())
}

#[test]
fn a_disk_that_fills_up_at_any_record_loses_nothing() {
    let (mut refused, mut sent) = (0, 0);
    for blocks in 0..MANY_BLOCKS {
        let world = World::new(Config::holding(DIALER));
        let ran = limited(&world, blocks);
        let crashed = format!("limit of {blocks} blocks, {ran:#?}");
        in_order(&world, &crashed);
        if ran.code == Some(0) {
            eprintln!("{refused} limits before the change, {sent} after it");
            assert!(refused >= 3 && sent >= 3, "limits were met on both sides of the change");
            return;
        }
        assert_eq!(ran.code, Some(6), "{crashed}");
        assert!(ran.stderr.contains("no room left for the audit log"), "{crashed}");
        let applied = world.sandbox.put_count(DIALER) == 1;
        if applied {
            sent += 1;
            assert_eq!(ran.result()["outcome"], "applied", "{crashed}");
        } else {
            refused += 1;
        }
        put_right(&world, &crashed);
    }
    panic!("a log of {MANY_BLOCKS} blocks is not enough");
}

const MANY_BLOCKS: usize = 100;

#[test]
fn a_folder_that_cannot_be_written_changes_nothing() {
    let world = World::new(Config::holding(DIALER));
    let program = world.folder.path().join("program");
    let command = world.apply(&[]);
    fs::copy(command.get_program(), &program).unwrap();
    fs::set_permissions(world.folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let other_user = fs::metadata("/proc/self").unwrap().uid() == 0;
    let mut command = if other_user {
        // Root may write everywhere.
        let mut setpriv = Command::new("setpriv");
        setpriv.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program).args(command.get_args());
        with_settings_of(setpriv, &command)
    } else {
        command
    };
    let ran = Ran::of(command.output().unwrap());
    fs::set_permissions(world.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(ran.code, Some(6), "{ran:#?}");
    assert!(ran.stderr.contains("audit log"), "{ran:#?}");
    assert_eq!((world.sandbox.put_count(DIALER), world.sandbox.events().len()), (0, 0));
    put_right(&world, "a folder that could not be written");
}

fn with_settings_of(mut program: Command, command: &Command) -> Command {
    program.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    program.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    program.current_dir(command.get_current_dir().unwrap()).stdin(std::process::Stdio::null());
    program
}
