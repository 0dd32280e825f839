# Reads drafts with the strictest parser at hand: what it finds wrong, and what their parts say.
import json, sys
from email import message_from_bytes, policy

found = []
for path in sys.stdin.read().split("\n"):
    with open(path, "rb") as file:
        mail = message_from_bytes(file.read(), policy=policy.default)
    parts = list(mail.walk())
    defects = [repr(one) for part in parts for one in part.defects]
    for part in parts:
        for name, value in part.items():
            defects += [repr(one) for one in getattr(value, "defects", [])]
    found.append({
        "subject": mail["subject"],
        "defects": defects,
        "text": mail.get_body(("plain",)).get_content(),
        "html": mail.get_body(("html",)).get_content(),
        "attachments": len(list(mail.iter_attachments())),
    })
print(json.dumps(found))
