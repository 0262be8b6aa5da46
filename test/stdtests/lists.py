"""The lists that are checked in: packages.txt, gc-passes.txt, expect.txt."""

import os

HERE = os.path.dirname(os.path.abspath(__file__))
VARIANTS = ("o2", "o0")

ALLOCS = "allocs:"  # begins the reason of a test that counts allocations
# Begin the reasons of tests that count as failing even where they pass: their result depends on what a dead slot of a frame
# happens to hold, or on other chance.
UNSTABLE = ("dead slot:", "flaky:")


def _lines(name):
    path = os.path.join(HERE, name)
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if line.strip() and not line.startswith("#"):
                yield f"{path}:{number}", line.rstrip("\n")


class Package:
    """`is_core`: one of those of daily use; the others are only tried at -O2. `cpu`: {variant: seconds of build and run}."""

    def __init__(self, path, cpu):
        self.path, self.cpu = path, cpu
        self.is_core = "o0" in cpu


def packages():
    """packages.txt: `PACKAGE O2-SECONDS [O0-SECONDS]`, in the order of the table."""
    found = {}
    for where, line in _lines("packages.txt"):
        fields = line.split()
        if len(fields) not in (2, 3):
            raise ValueError(f"{where}: expected PACKAGE O2-SECONDS [O0-SECONDS]")
        found[fields[0]] = Package(fields[0], dict(zip(VARIANTS, map(float, fields[1:]))))
    return found


def gc_passes():
    """gc-passes.txt: a line `PACKAGE`, below it the names of the Test functions that gc passes, indented."""
    found, names = {}, None
    for where, line in _lines("gc-passes.txt"):
        if not line.startswith(" "):
            names = found.setdefault(line.strip(), [])
        elif names is None:
            raise ValueError(f"{where}: a test without a package")
        else:
            names += line.split()
    return found


class Expectations:
    """expect.txt: `PACKAGE TEST VARIANT-or-* REASON`, one line a test that is known to fail."""

    def __init__(self):
        self.reasons = {}
        passes = gc_passes()
        for where, line in _lines("expect.txt"):
            fields = line.split(None, 3)
            if len(fields) < 4 or fields[2] not in VARIANTS + ("*",):
                raise ValueError(f"{where}: expected PACKAGE TEST VARIANT-or-* REASON")
            if fields[1] not in passes.get(fields[0], ()):
                raise ValueError(f"{where}: gc-passes.txt does not have {fields[1]} of {fields[0]}")
            self.reasons[fields[0], fields[1], fields[2]] = fields[3]

    def reason(self, package, test, variant):
        return self.reasons.get((package, test, variant)) or self.reasons.get((package, test, "*"))

    def failing(self, package, variant):
        """{test: reason} of one package."""
        return {t: r for (p, t, v), r in self.reasons.items() if p == package and v in (variant, "*")}
