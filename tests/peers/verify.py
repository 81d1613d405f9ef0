"""Reads { secrets, headers, body } from standard input: an event as it was received. Verifies it with the official
library for Standard Webhooks, and parses it with the CloudEvents SDK where it is a CloudEvent. Prints what it found."""

import json
import sys

from cloudevents.v1.http import from_http
from standardwebhooks import Webhook

received = json.load(sys.stdin)
headers, body = received["headers"], received["body"]
for secret in received["secrets"]:
    Webhook(secret).verify(body, headers)

found = {"data": json.loads(body)}
if headers["content-type"].startswith("application/cloudevents+json"):
    event = from_http(headers, body)
    found = {"id": event["id"], "source": event["source"], "type": event["type"], "data": event.data}
print(json.dumps(found))
