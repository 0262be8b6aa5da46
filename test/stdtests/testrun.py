"""Runs a program that package testing made, and tells for each of its Test functions how it ended.

A crash or a hang of one function hides no other: what had not ended is run again without it.
"""

import os
import re
import resource
import shutil
import tempfile
import time

import variants

# The functions that count: neither examples, benchmarks nor fuzz tests. Long ones too: no -test.short.
RUN_ALL = "^Test"
# test2json: each line of package testing itself begins with this byte, whatever a test prints.
FLAGS = ["-test.v=test2json", "-test.count=1", "-test.timeout=0", "-test.paniconexit0"]
_EVENT = re.compile(r"\x16(?:=== (RUN) +|--- (PASS|FAIL|SKIP): )(Test[^/\s]*)(?= \(|$)", re.MULTILINE)

# What PATH has; above all no go.
COMMANDS = tuple(
    "bash cat chmod cp date dd df diff echo env false file find git grep gunzip gzip head hostname id kill ln ls mkdir mkfifo mv ps"
    " pwd rm sed seq sh sleep sort stat strace stty tail tar tee test touch tr true tty uname unzip wc which xz zip".split()
)

PASS, FAIL, SKIP, CRASH, HANG = "pass", "fail", "skip", "crash", "hang"
ALONE_SECONDS = 60  # for a function that is run alone because its program crashed or hung
PROGRAM = "(program)"  # stands for the end of the program itself, after all functions
TAIL = 6000  # characters of the output of a failed program that are kept


class Outcome:
    """How one Test function ended, and what its program had printed, if not well."""

    def __init__(self, kind, text=""):
        self.kind, self.text = kind, text


class Report:
    """All Test functions of one package: `outcomes[name]`, and what they cost."""

    def __init__(self):
        self.outcomes = {}
        self.cpu_seconds = 0.0

    def passed(self):
        return [name for name, outcome in self.outcomes.items() if outcome.kind == PASS]


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def link_commands(folder):
    """Makes a folder for PATH: a machine may have a go command beside those that tests start."""
    os.mkdir(folder)
    for name in COMMANDS:
        found = shutil.which(name, path="/usr/bin:/bin:/usr/sbin:/sbin")
        if found:
            os.symlink(found, os.path.join(folder, name))


class Place:
    """Where tests run: in the package's folder of the Go tree, with a home and temporary files of their own."""

    def __init__(self, goroot, package):
        self.folder = os.path.join(goroot, "src", *package.split("/"))
        self.top = tempfile.mkdtemp(prefix="golite-stdtests-")
        home, temp = os.path.join(self.top, "home"), os.path.join(self.top, "tmp")
        os.mkdir(home)
        os.mkdir(temp)
        commands = os.path.join(self.top, "bin")
        link_commands(commands)
        self.environment = {
            "PATH": commands,
            "HOME": home,
            "TMPDIR": temp,
            "GOROOT": goroot,
            "PWD": self.folder,
            "LANG": "C",
            "USER": os.environ.get("USER", "root"),
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.top, ignore_errors=True)

    def run(self, command, seconds):
        return variants.run(["/usr/bin/env", "-i", *(f"{k}={v}" for k, v in self.environment.items()), *command],
                            cwd=self.folder, timeout=seconds)


def _events(output):
    """Returns ({name: kind} of the functions that ended, names of those that began and did not)."""
    begun, ended = [], {}
    for run, verdict, name in _EVENT.findall(output):
        if run:
            begun.append(name)
        else:
            ended[name] = verdict.lower()
    return ended, [name for name in begun if name not in ended]


def _text_of(name, output):
    """What belongs to one function that failed: from where it was run to where it ended, as far as it is together."""
    begin = output.find(f"\x16=== RUN   {name}\n")
    end = output.find(f"\x16--- FAIL: {name} ")
    after = output.find("\n\x16", end + 1)
    if begin < 0 or end < 0:
        return output[-TAIL:]
    return output[begin : after if after > 0 else None].replace("\x16", "")[-TAIL:]


def _note(report, ended, output):
    for name, kind in ended.items():
        report.outcomes[name] = Outcome(kind, _text_of(name, output) if kind == FAIL else "")


def _alternatives(names):
    return f"^({'|'.join(names)})$"


def _blame(place, executable, report, suspects, ran, deadline):
    """Settles the functions that were running when the program crashed or hung."""
    kind = HANG if ran.timed_out else CRASH
    if len(suspects) == 1:
        report.outcomes[suspects[0]] = Outcome(kind, ran.describe()[-TAIL:])
        return
    guilty = False
    for name in suspects:
        left = max(5, min(ALONE_SECONDS, deadline - time.monotonic()))
        alone = place.run([executable, *FLAGS, f"-test.run={_alternatives([name])}"], left)
        ended, _ = _events(alone.output)
        _note(report, ended, alone.output)
        if name not in ended:
            report.outcomes[name] = Outcome(HANG if alone.timed_out else CRASH, alone.describe()[-TAIL:])
        guilty |= name not in ended
    if not guilty:
        for name in suspects:
            report.outcomes[name] = Outcome(kind, "only when run together with others:\n" + ran.describe()[-TAIL:])


def run_tests(place, executable, names, seconds):
    """Runs all Test functions; `names` are those that must be there (may be empty), `seconds` the limit for all."""
    report, before = Report(), children_seconds()
    deadline = time.monotonic() + seconds
    pattern = RUN_ALL
    while True:
        ran = place.run([executable, *FLAGS, f"-test.run={pattern}"], max(5, deadline - time.monotonic()))
        ended, suspects = _events(ran.output)
        _note(report, ended, ran.output)
        missing = [name for name in names if name not in report.outcomes]
        if suspects:
            _blame(place, executable, report, suspects, ran, deadline)
            missing = [name for name in missing if name not in report.outcomes]
        elif ran.failed() and FAIL not in ended.values() or not ended:
            report.outcomes[PROGRAM] = Outcome(HANG if ran.timed_out else CRASH, ran.describe()[-TAIL:])
        if not missing or not (ended or suspects) or time.monotonic() > deadline:
            break
        pattern = _alternatives(missing)
    report.cpu_seconds = children_seconds() - before
    return report
