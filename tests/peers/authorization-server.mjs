// An authorization server (oidc-provider), and behind its tokens the platform that PLATFORM_URL names.
//
// POST /oauth2/token is the authorization server's own. Every other request needs one of its tokens; it goes on to the
// platform with one of the platform's. Prints its address, then a line for each answer.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { PLATFORM_URL, PLATFORM_ID, PLATFORM_SECRET, CLIENT_ID, CLIENT_SECRET, CLIENT_AUTH, TOKEN_LIFE } = process.env;
const scope = "outbound:predictive_dialer:read outbound:predictive_dialer:update";

const provider = new Provider("http://127.0.0.1", {
  clients: [{
    client_id: CLIENT_ID,
    client_secret: CLIENT_SECRET,
    token_endpoint_auth_method: `client_secret_${CLIENT_AUTH}`,
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    scope,
  }],
  scopes: scope.split(" "),
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  routes: { token: "/oauth2/token" },
  ttl: { ClientCredentials: Number(TOKEN_LIFE) },
});
const authorize = provider.callback();

async function platformToken() {
  const form = { grant_type: "client_credentials", client_id: PLATFORM_ID, client_secret: PLATFORM_SECRET };
  const answer = await fetch(`${PLATFORM_URL}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) });
  return (await answer.json()).access_token;
}

async function toPlatform(request, response) {
  const token = request.headers.authorization?.match(/^Bearer (.+)$/)?.[1];
  const known = token && await provider.ClientCredentials.find(token);
  const needed = request.method === "GET" ? scope.split(" ")[0] : scope.split(" ")[1];
  if (!known?.isValid || !known.scope?.split(" ").includes(needed)) {
    response.writeHead(401, { "content-type": "application/json" }).end('{"message":"no such token"}');
    return;
  }
  const body = [];
  for await (const chunk of request) body.push(chunk);
  const headers = { ...request.headers, authorization: `Bearer ${await platformToken()}` };
  for (const name of ["host", "connection", "content-length"]) delete headers[name];
  const answer = await fetch(PLATFORM_URL + request.url, {
    method: request.method,
    headers,
    body: body.length > 0 ? Buffer.concat(body) : undefined,
    redirect: "manual",
  });
  const text = await answer.text();
  const passed = ["content-type", "etag", "retry-after", "date"].flatMap((name) => {
    const value = answer.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  response.writeHead(answer.status, Object.fromEntries(passed)).end(text);
}

const server = createServer((request, response) => {
  response.on("finish", () => console.log(`${request.method} ${request.url} ${response.statusCode}`));
  if (request.url === "/oauth2/token") authorize(request, response);
  else toPlatform(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
