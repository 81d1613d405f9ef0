using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  modules = [
    (name = "worker.js", esModule = embed "built/worker.js"),
    (name = "pacing_core.wasm", wasm = embed "../node_modules/pacing-core/pacing_core.wasm"),
    (name = "pacing_edit.wasm", wasm = embed "../node_modules/pacing-core/pacing_edit.wasm"),
  ],
);
