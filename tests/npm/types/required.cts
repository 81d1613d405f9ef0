import pacing = require("pacing-core");
import slim = require("pacing-core/slim");

export const valid: boolean = pacing.validateText("{}").valid;
export const init: (wasm: slim.WasmInput) => Promise<void> = slim.init;
