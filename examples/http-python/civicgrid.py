"""CivicGrid over plain HTTP, with nothing but Python's own library (3.9 or newer).

    CIVIC_URL=https://12345.example.cn CIVIC_TOKEN=… CIVIC_OWN_TOKEN=… python3 civicgrid.py

CIVIC_TOKEN is an access token that a resident let you have (authorization code with PKCE and PAR), CIVIC_OWN_TOKEN one of
your own (client credentials): any OpenID Connect library gets both from /oidc/.well-known/openid-configuration.
"""

import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Refused(Exception):
    """The service said no; `problem` is its application/problem+json. Act on `code`, never on the words."""

    def __init__(self, problem):
        super().__init__(problem["code"])
        self.problem = problem


class CivicGrid:
    def __init__(self, url, token, tries=4):
        self.base = url.rstrip("/") + "/api/v1"
        self.token = token
        self.tries = tries

    def call(self, method, path, query=None, body=None, key=None):
        """One operation. A command keeps its key over its tries, so that it is carried out once."""
        url = self.base + path
        if query:
            url += "?" + urllib.parse.urlencode(query)
        headers = {"accept": "application/json"}
        if self.token:
            headers["authorization"] = "Bearer " + self.token
        data = None
        if method == "POST":
            headers["content-type"] = "application/json"
            headers["idempotency-key"] = key or str(uuid.uuid4())
            data = json.dumps(body or {}).encode("utf-8")
        for attempt in range(self.tries):
            request = urllib.request.Request(url, data=data, headers=headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=20) as response:
                    return json.load(response)
            except urllib.error.HTTPError as error:
                problem = json.load(error)
                if not problem.get("retryable") or attempt == self.tries - 1:
                    raise Refused(problem) from None
                time.sleep(float(error.headers.get("retry-after", 2**attempt)))
            except urllib.error.URLError:
                if attempt == self.tries - 1:
                    raise
                time.sleep(2**attempt)

    def city(self):
        return self.call("GET", "/city")

    def send(self, appeal, key=None):
        return self.call("POST", "/appeals", body=appeal, key=key)

    def progress(self, code):
        return self.call("GET", "/appeals/" + urllib.parse.quote(code))

    def supplement(self, code, version, text):
        body = {"expectedVersion": version, "text": text}
        return self.call("POST", "/appeals/" + urllib.parse.quote(code) + "/supplements", body=body)

    def changes(self, cursor=None):
        """Everything that happened since the cursor, page after page, each page with the cursor to keep."""
        while True:
            page = self.call("GET", "/changes", query={"cursor": cursor, "limit": 100} if cursor else {"limit": 100})
            cursor = page["cursor"]
            yield page["items"], cursor
            if not page["more"]:
                return


def main():
    url = os.environ["CIVIC_URL"]
    resident = CivicGrid(url, os.environ["CIVIC_TOKEN"])
    own = CivicGrid(url, os.environ["CIVIC_OWN_TOKEN"])

    city = CivicGrid(url, None).city()
    leaf = next(
        leaf for group in city["categories"] for leaf in group["leaves"] if not leaf["photoRequired"] and "report" in leaf["kinds"]
    )
    # Your own number for it: sent again with the same words it is the same appeal, also tomorrow and by another machine.
    appeal = {
        "kind": "report",
        "category": leaf["code"],
        "text": "小区门口的路灯三天不亮了",
        "place": {"areaCode": city["root"]["code"], "address": "书院路口"},
        "externalId": os.environ.get("CIVIC_EXTERNAL_ID", "PY-0001"),
    }
    receipt = resident.send(appeal)
    again = resident.send(appeal)
    assert again["code"] == receipt["code"]

    progress = resident.progress(receipt["code"])
    resident.supplement(receipt["code"], progress["version"], "是北门,不是南门")
    try:
        resident.send({**appeal, "text": "另一件事"})
    except Refused as refused:
        assert refused.problem["code"] == "IDEMPOTENCY_CONFLICT"

    # Keep the cursor where you keep what you have taken in, in one transaction.
    seen = [change for items, _cursor in own.changes() for change in items]
    print(json.dumps({"code": receipt["code"], "changes": len(seen)}))


if __name__ == "__main__":
    main()
