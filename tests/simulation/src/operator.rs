//! A second operator, who changes the dialer in the platform's console.

use crate::platform::{store, touch};
use crate::truth::By;
use crate::world::World;
use serde_json::Value;
use std::rc::Rc;
use std::time::Duration;

/// What the operator does.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Sets this.
    Set(Value),
    /// Saves what is there once more.
    Save,
}

/// The operator does this at this time.
pub fn edits(world: &Rc<World>, at: Duration, edit: Edit) {
    world.agenda.at(at, move |world| {
        world.disturb("operator: edit");
        match edit {
            Edit::Set(document) => store(world, document, By::Operator),
            Edit::Save => touch(world, By::Operator),
        }
    });
}
