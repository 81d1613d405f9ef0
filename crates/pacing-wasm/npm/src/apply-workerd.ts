export * from "./apply.js";
