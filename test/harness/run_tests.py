"""Builds the presets, runs ctest in them and adds up single tests. Called by tools/test, which says how.

One test is one lit test, one Criterion `Test`, or one ctest that writes no results of its own. XFAIL counts as
passed; XPASS and unresolved as failed. What cannot be built or started is one failure.
"""

import collections
import hashlib
import json
import os
import subprocess
import sys
import time
import xml.etree.ElementTree

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(TOP, "build")

# (preset, labels): in this order. A plain run, and with --all.
PLAIN_PLAN = (("dev", ("house", "unit", "runtime", "lit", "run")), ("release", ("conformance", "stdtests")))
FULL_PLAN = (
    ("dev", ("house", "unit", "runtime", "lit", "run")),
    ("release", ("unit", "runtime", "lit", "run", "conformance", "stdtests", "bench")),
    ("fuzz", ("fuzz",)),
)
LABELS = sorted({label for _, labels in FULL_PLAN for label in labels})

# What the codes of lit and the states of Criterion mean here.
VERDICTS = {
    "PASS": "passed",
    "FLAKYPASS": "passed",
    "XFAIL": "passed",
    "UNSUPPORTED": "skipped",
    "SKIPPED": "skipped",
    "PASSED": "passed",
    "EXCLUDED": None,
}
MAX_FAILURES_SHOWN = 60


class Tally:
    """Counts of passed, failed and skipped tests, with groups for the table and the names of failures."""

    def __init__(self):
        self.groups = collections.OrderedDict()
        self.failures = []

    def add(self, group, name, code):
        verdict = VERDICTS.get(code, "failed")
        if verdict is None:
            return
        counts = self.groups.setdefault(group, collections.Counter())
        counts[verdict] += 1
        counts["expected failures"] += code == "XFAIL"
        if verdict == "failed":
            self.failures.append(f"{group}: {name} ({code})")

    def merge(self, other):
        for group, counts in other.groups.items():
            self.groups.setdefault(group, collections.Counter()).update(counts)
        self.failures += other.failures

    def total(self, verdict):
        return sum(counts[verdict] for counts in self.groups.values())

    def to_json(self):
        return {"groups": {g: dict(c) for g, c in self.groups.items()}, "failures": self.failures}

    @staticmethod
    def from_json(data):
        tally = Tally()
        tally.groups = collections.OrderedDict((g, collections.Counter(c)) for g, c in data["groups"].items())
        tally.failures = list(data["failures"])
        return tally

    def table(self):
        columns = ("passed", "failed", "skipped", "expected failures")
        width = max([len(g) for g in self.groups] + [5])
        lines = [f"{'suite':<{width}}  " + "  ".join(columns)]
        for group, counts in self.groups.items():
            cells = (f"{counts[c]:>{len(c)}}" for c in columns)
            lines.append(f"{group:<{width}}  " + "  ".join(cells))
        return "\n".join(lines)


def add_results(tally, preset, suite, path):
    """Adds the single tests of a suite's results file, of lit or of Criterion. Returns how many failed."""
    with open(path, encoding="utf-8") as f:
        data = json.load(f)
    before = len(tally.failures)
    for test in data.get("tests", ()):  # lit: "name :: folder/file"
        name = test["name"].split(" :: ", 1)[-1]
        # The groups of the table: conformance by variant or kind of test, the rest by suite.
        kind = suite.split("-")[0]
        group = f"{kind} {name.split('/')[0]}" if kind in ("conformance", "stdtests") else suite
        tally.add(f"{preset} {group}", name, test["code"])
    for part in data.get("test_suites", ()):
        for test in part["tests"]:
            tally.add(f"{preset} {suite}", f"{part['name']}::{test['name']}", test["status"])
    return len(tally.failures) - before


def run_label(preset, label):
    """Runs the ctests of one label in one preset. Returns their Tally."""
    tally = Tally()
    build = os.path.join(BUILD, preset)
    results = os.path.join(build, "results")
    for name in os.listdir(results):
        os.unlink(os.path.join(results, name))
    junit = os.path.join(results, "ctest.xml")
    workers = str(os.cpu_count() or 2)
    command = ["ctest", "--preset", preset, "-L", f"^{label}$", "-j", workers, "--output-junit", junit]
    if label == "bench":
        command.append("--verbose")  # its output is the result
    subprocess.run(command, cwd=TOP, check=False)
    try:
        cases = xml.etree.ElementTree.parse(junit).getroot().findall("testcase")
    except (OSError, xml.etree.ElementTree.ParseError):
        tally.add(f"{preset} {label}", "ctest", "did not start")
        return tally
    for case in cases:
        name, status = case.get("name"), case.get("status")
        own = os.path.join(results, f"{name}.json")
        failed = 0
        if os.path.exists(own):
            failed = add_results(tally, preset, name, own)
            if status == "run" or failed:
                continue
        code = {"run": "PASS", "disabled": "SKIPPED"}.get(status, f"ctest: {status}")
        tally.add(f"{preset} {label}", name, code)
    if not cases:
        tally.add(f"{preset} {label}", "no test is registered", "did not start")
    return tally


def build_preset(preset):
    """Configures and builds. Returns True, or False after showing the end of the log."""
    os.makedirs(BUILD, exist_ok=True)
    log = os.path.join(BUILD, f"{preset}.log")
    print(f"== building {preset}", flush=True)
    with open(log, "w", encoding="utf-8") as out:
        for command in (["cmake", "--preset", preset], ["cmake", "--build", "--preset", preset]):
            if subprocess.run(command, cwd=TOP, stdout=out, stderr=out, check=False).returncode != 0:
                break
        else:
            return True
    with open(log, encoding="utf-8", errors="replace") as f:
        print("".join(f.readlines()[-60:]))
    print(f"{' '.join(command)} failed; all of it is in {os.path.relpath(log, TOP)}")
    return False


def tree_id():
    """Digest of all files of the project that decide a result, as they are now."""
    digest = hashlib.sha256()
    paths = [os.path.join(TOP, name) for name in os.listdir(TOP) if os.path.isfile(os.path.join(TOP, name))]
    for folder in ("cmake", "include", "lib", "runtime", "test", "tools"):
        for here, _, files in os.walk(os.path.join(TOP, folder)):
            paths += [os.path.join(here, name) for name in files if not name.endswith(".pyc")]
    for path in sorted(paths):
        with open(path, "rb") as f:
            digest.update(os.path.relpath(path, TOP).encode() + b"\0" + hashlib.sha256(f.read()).digest())
    return digest.hexdigest()


class Progress:
    """What an --all run of exactly these files has finished without a failure."""

    def __init__(self, enabled):
        self.path = os.path.join(BUILD, "all-progress.json")
        self.done, self.enabled = {}, enabled
        if not enabled:
            return
        self.tree = tree_id()
        try:
            with open(self.path, encoding="utf-8") as f:
                data = json.load(f)
            if data["tree"] == self.tree:
                self.done = data["done"]
        except (OSError, ValueError, KeyError):
            pass

    def recall(self, key):
        return Tally.from_json(self.done[key]) if key in self.done else None

    def note(self, key, tally):
        if not self.enabled or tally.failures:
            return
        self.done[key] = tally.to_json()
        with open(self.path + ".new", "w", encoding="utf-8") as f:
            json.dump({"tree": self.tree, "done": self.done}, f)
        os.replace(self.path + ".new", self.path)


def run_plan(plan, progress):
    tally = Tally()
    for preset, labels in plan:
        if not labels:
            continue
        todo = [label for label in labels if progress.recall(f"{preset} {label}") is None]
        if todo and not build_preset(preset):
            tally.add(f"{preset} build", "build", "failed")
            continue
        for label in labels:
            key = f"{preset} {label}"
            known = progress.recall(key)
            if known is not None:
                print(f"== {preset}: {label} was finished before", flush=True)
                tally.merge(known)
                continue
            print(f"== {preset}: {label}", flush=True)
            result = run_label(preset, label)
            progress.note(key, result)
            tally.merge(result)
    return tally


def parse_plan(argv):
    """Returns (is_all, plan), or exits with a line of usage."""
    if not argv:
        return False, PLAIN_PLAN
    if argv[0] != "--all" or len(argv) > 2 or (len(argv) == 2 and argv[1] not in LABELS):
        print(f"usage: tools/test [--all [{'|'.join(LABELS)}]]", file=sys.stderr)
        sys.exit(2)
    if len(argv) == 1:
        return True, FULL_PLAN
    return True, tuple((preset, tuple(x for x in labels if x == argv[1])) for preset, labels in FULL_PLAN)


def main():
    start = time.monotonic()
    is_all, plan = parse_plan(sys.argv[1:])
    if is_all:
        os.environ["GOLITE_TEST_ALL"] = "1"
    tally = run_plan(plan, Progress(is_all))
    print("\n" + tally.table())
    if tally.failures:
        print("\nfailed:")
        for failure in tally.failures[:MAX_FAILURES_SHOWN]:
            print(f"  {failure}")
        if len(tally.failures) > MAX_FAILURES_SHOWN:
            print(f"  and {len(tally.failures) - MAX_FAILURES_SHOWN} more")
    seconds = time.monotonic() - start
    print(f"\n{seconds / 60:.1f} minutes, commit slice of the variants" if not is_all else f"\n{seconds / 60:.1f} minutes")
    print(f"{tally.total('passed')} passed, {tally.total('failed')} failed, {tally.total('skipped')} skipped")
    sys.exit(1 if tally.total("failed") else 0)


if __name__ == "__main__":
    main()
