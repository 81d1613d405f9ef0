// node random/run.mjs [--minutes N] [--seed N]

import { parseArgs } from "node:util";
import { build } from "../lib/native.mjs";
import { search } from "./search.mjs";

const { values } = parseArgs({ options: { minutes: { type: "string", default: "10" }, seed: { type: "string" } } });
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
build();
console.log(`searching from seed ${first} for ${values.minutes} minutes`);
console.log(`${search({ first, seconds: Number(values.minutes) * 60 })} seeds kept every promise`);
