// What the page in Chromium runs: the driver calls these.

import { checkPeers } from "./contenders.mjs";
import { call, contenders, measure } from "./warm.mjs";

globalThis.bench = {
  checkPeers,
  contenders,
  measure,
  /** Seconds that the calls took by the clock. */
  call(kind, name, calls) {
    globalThis.gc?.({ type: "minor" });
    const start = performance.now();
    call(kind, name, calls);
    return (performance.now() - start) / 1000;
  },
};
