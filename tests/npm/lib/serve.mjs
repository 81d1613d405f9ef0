// A web server for a few folders.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};
const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Serves `folders` with `headers` while `use` runs, which is given the address. Keys of `folders` are how a path begins,
 * the longest one counts; values are below the folder of all tests.
 */
export async function serving(folders, headers, use) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    try {
      const file = fileOf(folders, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", ...headers });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await use(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function fileOf(folders, path) {
  const prefixes = Object.keys(folders).filter((prefix) => path.startsWith(prefix));
  const prefix = prefixes.sort((one, other) => other.length - one.length)[0];
  return resolve(root, folders[prefix] + path.slice(prefix.length));
}
