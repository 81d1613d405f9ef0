// A platform that holds one dialer and does what it is told, for whoever has the token.

import { createServer } from "node:http";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, PUT",
  "access-control-allow-headers": "authorization, content-type, if-match",
  "access-control-expose-headers": "etag",
};

/** Gives `use` the address, and what the dialer holds. */
export async function withPlatform(token, document, use) {
  const held = { document, version: 1 };
  const server = createServer(async (request, response) => {
    const say = (status, body) =>
      response.writeHead(status, { ...CORS, "content-type": "application/json", etag: `"${held.version}"` }).end(body && JSON.stringify(body));
    if (request.method === "OPTIONS") return say(204);
    if (request.headers.authorization !== `Bearer ${token}`) return say(401, { message: "no such token" });
    if (request.method === "PUT") {
      if (request.headers["if-match"] !== `"${held.version}"`) return say(412, {});
      let body = "";
      for await (const part of request) body += part;
      held.document = JSON.parse(body);
      held.version++;
    }
    return say(200, held.document);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await use(`http://127.0.0.1:${server.address().port}`, held);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
