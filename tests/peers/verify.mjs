// Reads { secrets, headers, body } from standard input: an event as it was received. Verifies it with the official
// library for Standard Webhooks, and parses it with the CloudEvents SDK where it is a CloudEvent. Prints what it found.
import { HTTP } from "cloudevents";
import { Webhook } from "standardwebhooks";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { secrets, headers, body } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
for (const secret of secrets) new Webhook(secret).verify(body, headers);

const isCloudEvent = headers["content-type"].startsWith("application/cloudevents+json");
const event = isCloudEvent ? HTTP.toEvent({ headers, body }) : undefined;
if (event) event.validate();
const data = event ? event.data : JSON.parse(body);
console.log(JSON.stringify({ id: event?.id, source: event?.source, type: event?.type, data }));
