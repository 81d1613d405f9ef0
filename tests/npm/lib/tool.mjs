// Programs of npm packages, run as a person would in a folder.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const programs = fileURLToPath(new URL("../node_modules/.bin/", import.meta.url));
const run = promisify(execFile);

/** The folder that the module with this `import.meta.url` is in. */
export function folderOf(url) {
  return fileURLToPath(new URL(".", url));
}

/** What `name` with `args` prints, run in `folder`; fails with all that it printed. */
export async function tool(folder, name, args, env = {}) {
  try {
    const { stdout } = await run(programs + name, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: "1", ...env },
      maxBuffer: 64 << 20,
    });
    return stdout;
  } catch (error) {
    throw new Error(`${name} ${args.join(" ")} failed in ${folder}\n${error.stdout ?? ""}${error.stderr ?? error}`);
  }
}
