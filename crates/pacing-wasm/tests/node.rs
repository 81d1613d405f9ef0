//! The calls of the module, made from JavaScript's side in Node.

#![cfg(target_arch = "wasm32")]

mod shared;
