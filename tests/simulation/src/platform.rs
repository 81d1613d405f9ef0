//! The platform: one dialer, its versions, its tokens.

use crate::chance::Chance;
use crate::truth::By;
use crate::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::rc::Rc;
use std::time::Duration;

/// A field that only the platform writes; a document that was read has it.
const NOTE: &str = "server_note";

/// How the platform gives versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Versions {
    /// Strong ETags.
    Strong,
    /// Weak ones, which protect nothing.
    Weak,
    /// None.
    None,
}

/// The platform.
#[derive(Debug)]
pub struct Platform {
    document: Rc<Value>,
    version: u64,
    /// How it gives versions.
    pub versions: Versions,
    /// Whether a document has a status.
    pub has_status: bool,
    /// How long the dialer reloads after a change.
    pub reload: Duration,
    /// A reload gives the dialer a new version of the same document.
    pub restless: bool,
    reloading_until: Duration,
    /// Tokens that are good, and until when.
    pub tokens: BTreeMap<String, Duration>,
    minted: u64,
    /// When somebody is let in again who was told to come back later.
    pub closed_until: BTreeMap<crate::host::Place, Duration>,
}

impl Platform {
    /// A platform that holds this.
    pub fn new(chance: &Chance, document: Value) -> Self {
        let versions = [Versions::Strong, Versions::Strong, Versions::Strong, Versions::None, Versions::Weak];
        Self {
            document: Rc::new(document),
            version: 1,
            versions: chance.one(&versions),
            has_status: chance.happens(0.8),
            reload: chance.millis(0, chance.one(&[1, 1, 3_000, 3_000, 12_000, 40_000])),
            restless: chance.happens(0.2),
            reloading_until: Duration::ZERO,
            tokens: BTreeMap::new(),
            minted: 0,
            closed_until: BTreeMap::new(),
        }
    }

    /// What it holds.
    pub fn document(&self) -> Rc<Value> {
        Rc::clone(&self.document)
    }

    /// The version as a strong ETag.
    pub fn etag(&self) -> String {
        format!("\"v{}\"", self.version)
    }

    /// The ETag as it is shown.
    pub fn shown_etag(&self) -> Option<String> {
        match self.versions {
            Versions::Strong => Some(self.etag()),
            Versions::Weak => Some(format!("W/{}", self.etag())),
            Versions::None => None,
        }
    }

    /// What a read shows: the document, what only the server has, and the status.
    pub fn shown(&self, now: Duration) -> Value {
        let mut shown = (*self.document).clone();
        if let Some(fields) = shown.as_object_mut() {
            fields.insert(NOTE.to_owned(), json!("kept by the platform"));
            if self.has_status {
                fields.insert("status".to_owned(), json!(if self.is_reloading(now) { "RELOADING" } else { "ACTIVE" }));
            }
        }
        shown
    }

    /// Whether it is busy with a change.
    pub fn is_reloading(&self, now: Duration) -> bool {
        now < self.reloading_until
    }

    /// A new token that is good for this long.
    pub fn mint(&mut self, until: Duration) -> String {
        self.minted += 1;
        let token = format!("token-canary-{}", self.minted);
        self.tokens.insert(token.clone(), until);
        token
    }

    /// Whether a token is good.
    pub fn admits(&self, token: &str, now: Duration) -> bool {
        self.tokens.get(token).is_some_and(|until| now <= *until)
    }
}

/// The dialer holds another document from now on, or the same one in a new version.
pub fn store(world: &Rc<World>, document: Value, by: By) {
    let (now, document) = (world.now(), without_note(&document));
    let (document, reload) = {
        let mut platform = world.platform();
        platform.document = Rc::new(document);
        platform.version += 1;
        platform.reloading_until = now.saturating_add(platform.reload);
        (platform.document(), platform.reload)
    };
    world.say(|| format!("    platform: version {} by {by:?}: {}", world.platform().version, speed(&document)));
    world.truth().versions.push(crate::truth::Version { at: now, by, document });
    if !reload.is_zero() && world.platform().restless {
        world.agenda.at(now.saturating_add(reload), |world| touch(world, By::Platform));
    }
}

/// A new version of the same document.
pub fn touch(world: &Rc<World>, by: By) {
    world.disturb("platform: a new version of the same document");
    let document = {
        let mut platform = world.platform();
        platform.version += 1;
        platform.document()
    };
    world.say(|| format!("    platform: version {} by {by:?}, the same document", world.platform().version));
    let at = world.now();
    world.truth().versions.push(crate::truth::Version { at, by, document });
}

/// A document without what the platform keeps for itself.
pub fn without_note(document: &Value) -> Value {
    let mut document = document.clone();
    if let Some(fields) = document.as_object_mut() {
        fields.remove(NOTE);
    }
    document
}

/// What tells documents apart in a trace.
pub fn speed(document: &Value) -> String {
    format!("max_speed {}", document.pointer("/predictive_dialer_config/max_speed").unwrap_or(&Value::Null))
}
