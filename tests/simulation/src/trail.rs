//! The audit log as a run opens it: signed or not, closed when it is long; and the change in it that is taken back.

use crate::disk::Disk;
use crate::host::SimulatedHost;
use crate::invariant::Invariant;
use crate::process::Process;
use crate::program::Orders;
use crate::world::World;
use pacing_apply::audit::record::Record;
use pacing_apply::audit::{AuditKey, Context, Error, Journal, Mark, ProfileRef};
use pacing_apply::host::{Host, new_id};
use pacing_apply::rollback::{Earlier, Which, find};
use std::rc::Rc;

/// Opens the log. In a world in which it is signed a run may leave the key out, once there is a signature.
pub async fn open(world: &Rc<World>, process: &Rc<Process>, orders: &Orders) -> Result<Journal<Disk>, Error> {
    let journal = Journal::open(Disk::new(world, process)).await?;
    let journal = match orders.max_bytes {
        Some(most) => journal.max_bytes(most),
        None => journal,
    };
    let Some(key) = &world.key else { return Ok(journal) };
    if orders.without_key && world.disk(process.machine).checkpoint().is_some() {
        world.count("run: leaves the signature as it is");
        world.disk(process.machine).unsigned = true;
        return Ok(journal);
    }
    world.count("run: the log is signed");
    let signed = match journal.signed_by(key.clone()) {
        Err(Error::NotSigned { .. }) if world.disk(process.machine).unsigned => sign(world, process, key).await,
        signed => signed,
    };
    world.require(
        Invariant::AuditHolds,
        !matches!(signed, Err(Error::NotSigned { .. } | Error::NotOurs { .. } | Error::NoCheckpoint)),
        || format!("{:?}", signed.as_ref().err()),
    );
    signed
}

/// Somebody has looked at what runs without the key have written, and says that it is right.
async fn sign(world: &Rc<World>, process: &Rc<Process>, key: &AuditKey) -> Result<Journal<Disk>, Error> {
    world.count("run: records without a signature are signed by hand");
    let host = SimulatedHost::new(world, process);
    let mark = Mark { audit_id: new_id(&host), timestamp: host.now() };
    let context = Context {
        run_id: mark.audit_id,
        dialer_id: None,
        server: None,
        actor: "auditor".to_owned(),
        reason: None,
        profile: ProfileRef { id: "us".to_owned(), version: "1".to_owned() },
        rule_set: "1".to_owned(),
        tool: "simulation".to_owned(),
    };
    Journal::open(Disk::new(world, process)).await?.adopt(key.clone(), mark, &context).await?;
    world.disk(process.machine).unsigned = false;
    Journal::open(Disk::new(world, process)).await?.signed_by(key.clone())
}

/// What the dialer held before the change that was applied last, if there is one in the log.
pub fn before_the_last(world: &World, process: &Process) -> Option<Earlier> {
    let disk = world.disk(process.machine);
    let files = disk.closed().iter().map(|closed| closed.log.as_slice()).chain([disk.log()]);
    let lines = files.flat_map(|log| log.split(|byte| *byte == b'\n'));
    let records = lines.filter_map(|line| Record::from_line(str::from_utf8(line).ok()?).ok());
    find(records, &Which::Last(None)).ok()
}
