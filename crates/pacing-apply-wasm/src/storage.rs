//! The log's storage: JavaScript's, which knows databases and locks in fewer bytes.

use crate::page::{Store, bytes};
use js_sys::{Error as JsError, Reflect};
use pacing_apply::audit::{Aside, Error, Storage};
use wasm_bindgen::{JsCast, JsValue};

/// A log in a store of JavaScript. What is appended is durable at once, whole or not at all.
pub(crate) struct PageStorage {
    store: Store,
    /// How long another writer is waited for, in seconds.
    lock_wait: f64,
    /// How many bytes the log held when that was asked last, and was written since.
    end: u64,
}

impl PageStorage {
    pub(crate) fn new(store: Store, lock_wait: f64) -> Self {
        Self { store, lock_wait, end: 0 }
    }

    /// What went wrong, by the error's name; its words are the browser's.
    fn error(&self, doing: &'static str) -> impl Fn(JsValue) -> Error {
        let path = self.store.name();
        move |error| {
            let member = |name: &str| Reflect::get(&error, &JsValue::from(name)).ok()?.as_string();
            let path = path.clone();
            match member("name").as_deref() {
                Some("QuotaExceededError") => Error::Full { path },
                _ => {
                    let message = error.dyn_ref::<JsError>().map(|error| String::from(error.to_string()));
                    Error::Storage { doing, path, message: message.unwrap_or_else(|| "no reason known".to_owned()) }
                }
            }
        }
    }
}

impl Storage for PageStorage {
    async fn lock(&mut self) -> Result<(), Error> {
        let held = self.store.lock(self.lock_wait).await.map_err(self.error("lock the audit log"))?;
        if held.is_truthy() {
            return Ok(());
        }
        Err(Error::Busy { path: self.store.name(), seconds: self.lock_wait as u64 })
    }

    fn unlock(&mut self) {
        self.store.unlock();
    }

    async fn size(&mut self) -> Result<u64, Error> {
        let size = self.store.size().await.map_err(self.error("read the audit log"))?;
        self.end = size.as_f64().unwrap_or_default() as u64;
        Ok(self.end)
    }

    async fn read(&mut self, from: u64, max: usize) -> Result<Vec<u8>, Error> {
        let read = self.store.read(from as f64, max as f64).await.map_err(self.error("read the audit log"))?;
        Ok(bytes(&read))
    }

    async fn append(&mut self, line: &[u8]) -> Result<(), Error> {
        let text = String::from_utf8_lossy(line);
        self.store.append(self.end as f64, &text).await.map_err(self.error("write the audit log"))?;
        self.end += line.len() as u64;
        Ok(())
    }

    /// Durable since it was appended.
    async fn sync(&mut self) -> Result<(), Error> {
        Ok(())
    }

    async fn checkpoint(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let text = self.store.checkpoint().await.map_err(self.error("read the checkpoint of the audit log"))?;
        Ok(text.as_string().map(String::into_bytes))
    }

    async fn replace_checkpoint(&mut self, text: &[u8]) -> Result<(), Error> {
        let text = String::from_utf8_lossy(text);
        let replaced = self.store.replace_checkpoint(&text).await;
        replaced.map(drop).map_err(self.error("write the checkpoint of the audit log"))
    }

    /// A database takes a line or does not, so a torn one was not left by a crash: something else wrote here.
    async fn set_aside(&mut self, _: u64) -> Result<Aside, Error> {
        let message = "a database tears no lines, so something else has written to it".to_owned();
        Err(Error::Storage {
            doing: "go on after the torn last line of the audit log",
            path: self.store.name(),
            message,
        })
    }

    async fn asides(&mut self) -> Result<Vec<Aside>, Error> {
        Ok(Vec::new())
    }
}
