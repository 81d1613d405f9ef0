import { tool } from "./tool.mjs";

const STRICT = ["--strict", "--noEmit", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--jsx", "react-jsx"];
const BUNDLED = ["--module", "esnext", "--moduleResolution", "bundler", "--lib", "es2023,dom,dom.iterable", "--types", "node,vite/client"];

/** Fails with what the compiler says where `files` of `folder` are not right, strictly, as a bundler resolves them. */
export function compiles(folder, files) {
  return tool(folder, "tsc", [...STRICT, ...BUNDLED, ...files]);
}
