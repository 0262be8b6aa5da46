"""What README.md and PACKAGES.md say about packages, made from the lists: the suite sees to it that they are true.

usage: table.py [--check | --write]   default: print it; --check: fail if the files say else; --write: put it there
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import lists  # noqa: E402

TOP = os.path.dirname(os.path.dirname(HERE))
BEGIN = "<!-- made by test/stdtests/table.py -->\n"
END = "<!-- end -->\n"
COLUMNS = "gc passes | passed at -O2 | at -O0 | -O2 in % | of the failing ones, count allocations |\n"
CORE, MORE = "the packages of daily use", "others"


class Figures:
    """How many of the functions that gc passes pass at -O0 and at -O2, and how many of the others count allocations."""

    def __init__(self):
        self.all = self.o2 = self.o0 = self.allocs = 0

    def add(self, other):
        for field in ("all", "o2", "allocs"):
            setattr(self, field, getattr(self, field) + getattr(other, field))
        self.o0 = None if other.o0 is None else self.o0 + other.o0

    def row(self, name):
        percentage = 100 * self.o2 / self.all
        o0 = "" if self.o0 is None else self.o0
        return f"| {name} | {self.all} | {self.o2} | {o0} | {percentage:.1f} | {self.allocs or ''} |\n"


def figures(package, names, expectations):
    found = Figures()
    found.all = len(names)
    o2, o0 = (expectations.failing(package.path, variant) for variant in ("o2", "o0"))
    found.o2, found.o0 = len(names) - len(o2), len(names) - len(o0) if package.is_core else None
    found.allocs = sum(reason.startswith(lists.ALLOCS) for reason in o2.values())
    return found


def section(packages, passes, expectations):
    """Returns the rows of some packages, and the sum."""
    rows, total = "", Figures()
    for package in packages:
        one = figures(package, passes[package.path], expectations)
        rows += one.row(f"`{package.path}`")
        total.add(one)
    return rows, total


def head(first):
    return f"| {first} | {COLUMNS}" + "|---" * (1 + COLUMNS.count("|")) + "|\n"


def texts():
    """Returns {file: what it says}: README.md the sums, PACKAGES.md each package."""
    packages, passes, expectations = lists.packages(), lists.gc_passes(), lists.Expectations()
    short, long = head("own tests of"), head("package")
    for is_core, title in ((True, CORE), (False, MORE)):
        chosen = [p for p in packages.values() if p.is_core == is_core and passes.get(p.path)]
        if not chosen:
            continue
        rows, total = section(chosen, passes, expectations)
        short += total.row(f"{title} ({len(chosen)})")
        long += rows + total.row(f"**{title}**")
    return {"README.md": short, "PACKAGES.md": long}


def split(text):
    """Returns what stands before the made part, that part, and what stands behind it."""
    begin, end = text.index(BEGIN) + len(BEGIN), text.index(END)
    return text[:begin], text[begin:end], text[end:]


def main():
    if sys.argv[1:] not in ([], ["--check"], ["--write"]):
        sys.exit(__doc__)
    for name, new in texts().items():
        path = os.path.join(TOP, name)
        with open(path, encoding="utf-8") as f:
            before, old, after = split(f.read())
        if not sys.argv[1:]:
            print(new)
        elif sys.argv[1] == "--check" and old != new:
            sys.exit(f"{name} is stale: python3 test/stdtests/table.py --write")
        elif old != new:
            with open(path, "w", encoding="utf-8") as f:
                f.write(before + new + after)


if __name__ == "__main__":
    main()
