"""Recomputes the chain of an audit log with another implementation of RFC 8785. Prints the count and the last hash."""

import hashlib
import json
import sys

import rfc8785

prev, count = "0" * 64, 0
with open(sys.argv[1], encoding="utf-8") as log:
    for line in log:
        record = json.loads(line)
        claimed = record.pop("hash")
        assert record["prev"] == prev, f"record {record['seq']} does not follow the one before"
        prev = hashlib.sha256(prev.encode() + rfc8785.dumps(record)).hexdigest()
        assert claimed == prev, f"the hash of record {record['seq']} is another one"
        count += 1
print(count, prev)
