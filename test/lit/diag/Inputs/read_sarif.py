"""Reads a SARIF log, checks it against what SARIF 2.1.0 requires of the parts that are used, and prints it."""
import json
import pathlib
import sys
import urllib.parse

# Of each object: the members that it must have, and those that it may have.
LOG = ({"version", "runs"}, {"$schema"})
RUN = ({"tool"}, {"invocations", "originalUriBaseIds", "columnKind", "results"})
TOOL = ({"driver"}, set())
DRIVER = ({"name"}, {"version", "rules"})
RULE = ({"id"}, {"shortDescription"})
INVOCATION = ({"executionSuccessful"}, {"exitCode", "toolExecutionNotifications"})
NOTIFICATION = ({"message"}, {"level"})
RESULT = ({"message"}, {"ruleId", "ruleIndex", "level", "locations", "relatedLocations"})
LOCATION = (set(), {"id", "physicalLocation", "message"})
PHYSICAL = (set(), {"artifactLocation", "region"})
ARTIFACT = (set(), {"uri", "uriBaseId"})
REGION = (set(), {"startLine", "startColumn", "endColumn"})
MESSAGE = ({"text"}, set())


def check(o, form):
    must, may = form
    assert must <= o.keys() <= must | may, (o.keys(), form)
    return o


def text(message):
    return check(message, MESSAGE)["text"]


def place(location, bases):
    check(location, LOCATION)
    if "physicalLocation" not in location:
        return "nowhere"
    physical = check(location["physicalLocation"], PHYSICAL)
    artifact = check(physical["artifactLocation"], ARTIFACT)
    region = check(physical["region"], REGION)
    uri = artifact["uri"]
    assert uri == urllib.parse.quote(urllib.parse.unquote_to_bytes(uri), safe="/:-._~"), uri
    base = bases[artifact["uriBaseId"]]["uri"] if "uriBaseId" in artifact else ""
    assert not base or base.endswith("/")
    path = urllib.parse.unquote(urllib.parse.urlsplit(urllib.parse.urljoin(base, uri)).path, errors="surrogateescape")
    line = pathlib.Path(path).read_bytes().split(b"\n")[region["startLine"] - 1].decode("utf-8", "replace")
    n_units = len(line.encode("utf-16-le")) // 2
    start, end = region["startColumn"], region.get("endColumn", region["startColumn"] + 1)
    assert 1 <= start < end and start <= n_units + 1, region
    word = line.encode("utf-16-le")[2 * start - 2:2 * end - 2].decode("utf-16-le", "replace")
    return f"{uri} {region['startLine']}:{start}-{region['startLine']}:{end} [{word}]"


log = check(json.loads(sys.stdin.buffer.read().decode("utf-8", "strict")), LOG)
assert log["version"] == "2.1.0" and len(log["runs"]) == 1
run = check(log["runs"][0], RUN)
assert run["columnKind"] == "utf16CodeUnits"
driver = check(check(run["tool"], TOOL)["driver"], DRIVER)
for rule in driver["rules"]:
    check(rule, RULE)
    assert text(rule["shortDescription"]).endswith(".")
(invocation,) = run["invocations"]
check(invocation, INVOCATION)
print(f"{driver['name']} exit {invocation['exitCode']}, {len(run['results'])} results")
for result in run["results"]:
    check(result, RESULT)
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] and result["level"] in ("error", "warning", "note")
    places = [place(location, run["originalUriBaseIds"]) for location in result["locations"]] or ["nowhere"]
    print(*places, result["ruleId"], text(result["message"]).replace("\n", "\\n"))
    for i, related in enumerate(result.get("relatedLocations", [])):
        assert related["id"] == i + 1
        print(" ", place(related, run["originalUriBaseIds"]), text(related["message"]))
for notification in invocation.get("toolExecutionNotifications", []):
    print(check(notification, NOTIFICATION)["level"], text(notification["message"]))
