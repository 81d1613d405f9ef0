import { parentPort, workerData as text } from "node:worker_threads";
import { validateText } from "pacing-core";

const errors = validateText(text).diagnostics.filter(({ severity }) => severity === "error");
parentPort.postMessage(errors.map(({ code, range }) => `${code} ${text.slice(range.start.offset, range.end.offset)}`));
