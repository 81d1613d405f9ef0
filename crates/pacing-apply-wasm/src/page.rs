//! What JavaScript does for a run: `npm/src/apply/page.ts` and `store.ts`.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// The caller of a run.
    pub type Page;

    /// Is told a step.
    #[wasm_bindgen(method)]
    pub fn progress(this: &Page, step: &JsValue);

    /// Is asked whether a plan is carried out: a boolean.
    #[wasm_bindgen(method)]
    pub async fn confirm(this: &Page, plan: &JsValue) -> JsValue;

    /// Resolves when the run is to end; never, where it is not.
    #[wasm_bindgen(method)]
    pub async fn stopped(this: &Page) -> JsValue;

    /// Takes the right to change a dialer, waiting for at most so many seconds: `held`, `busy` or `stopped`.
    #[wasm_bindgen(method, js_name = lockDialer)]
    pub async fn lock_dialer(this: &Page, dialer: &str, server: &str, seconds: f64) -> JsValue;

    /// Gives it back; without effect where it is not held.
    #[wasm_bindgen(method, js_name = unlockDialer)]
    pub fn unlock_dialer(this: &Page);

    /// Where the bytes of a log lie. Its functions reject with an `Error` that has a `name`.
    pub type Store;

    /// The name of the log.
    #[wasm_bindgen(method, getter)]
    pub fn name(this: &Store) -> String;

    /// Takes the right to write, waiting for at most so many seconds; `false` where another one has had it all the time.
    #[wasm_bindgen(method, catch)]
    pub async fn lock(this: &Store, seconds: f64) -> Result<JsValue, JsValue>;

    /// Gives it back; without effect where it is not held.
    #[wasm_bindgen(method)]
    pub fn unlock(this: &Store);

    /// How many bytes the log holds.
    #[wasm_bindgen(method, catch)]
    pub async fn size(this: &Store) -> Result<JsValue, JsValue>;

    /// At most `max` bytes from this position; at least one where there is one.
    #[wasm_bindgen(method, catch)]
    pub async fn read(this: &Store, from: f64, max: f64) -> Result<JsValue, JsValue>;

    /// Writes a line to the end, durably.
    #[wasm_bindgen(method, catch)]
    pub async fn append(this: &Store, at: f64, line: &str) -> Result<JsValue, JsValue>;

    /// The checkpoint, a string, or undefined.
    #[wasm_bindgen(method, catch)]
    pub async fn checkpoint(this: &Store) -> Result<JsValue, JsValue>;

    /// Puts another one in its place, durably.
    #[wasm_bindgen(method, catch, js_name = replaceCheckpoint)]
    pub async fn replace_checkpoint(this: &Store, text: &str) -> Result<JsValue, JsValue>;
}

/// The bytes that a store gave.
pub(crate) fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}
