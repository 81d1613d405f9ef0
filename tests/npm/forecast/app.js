import { said } from "./said.js";

document.body.innerText = said;
document.title = "done";
