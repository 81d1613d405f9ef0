using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
);

const worker :Workerd.Worker = (
  compatibilityDate = "2026-01-01",
  modules = [
    (name = "worker.js", esModule = embed "built/worker.js"),
    (name = "pacing_forecast.wasm", wasm = embed "../node_modules/pacing-core/pacing_forecast.wasm"),
  ],
);
