export { editSource as source } from "./slim.js";
