"""Checks that programs twice as large cost little more than twice the CPU time.

usage: hostile.py [--limit X] [--at-least SECONDS] [--all] GOLITE-CC [CASE…]

For each case of cases.py: CPU time (user and system, the best of three) of golite-cc for the program of size n and of
size 2n, less that of an empty program; more than X times (2.3) is a failure. Machines are noisy, so a failing case is
measured again, at twice the size, before it counts. --at-least grows n until it takes that long: for closer figures.
--all shows the figures of cases that pass, too.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

import cases
from cases import Case

OPTIONS = {"types": ["--stop-after=types"], "codegen": ["-O0", "--stop-after=codegen"]}
EMPTY = {"types": "package p\n", "codegen": "package main\nfunc main() {}\n"}
RUNS = 3
SHORTEST = 0.02  # seconds: anything below is noise
NOISE = 0.01  # seconds
SLOW = 5  # seconds: no need to look at twice the size
TIMEOUT = 120


class Failure(Exception):
    pass


class Compiler:
    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        self.base = {}
        for stage, text in EMPTY.items():
            self.base[stage] = 0.0
            self.base[stage] = min(self.cpu(stage, text, None) for _ in range(RUNS))

    def cpu(self, stage, text, refused):
        """Seconds beyond those of an empty program."""
        source = os.path.join(self.folder, "hostile.go")
        with open(source, "w", encoding="ascii") as f:
            f.write(text)
        command = [self.path, "--max-errors=5"] + OPTIONS[stage] + ["-o", os.path.join(self.folder, "out"), source]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            raise Failure(f"takes more than {TIMEOUT} s") from None
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = done.stderr.decode(errors="replace")
        is_refused = refused is not None and done.returncode == 1 and refused in said
        if not is_refused and (done.returncode != 0 or refused is not None):
            raise Failure(f"exit status {done.returncode}: {said[:200]}")
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - self.base[stage]


def check(compiler, case, limit, at_least):
    """Returns (passes, n, seconds for n, seconds for 2n)."""

    def measure(n):
        return compiler.cpu(case.stage, case.make(n), case.refused)

    n = case.size
    small = measure(n)
    while small < at_least and len(case.make(2 * n)) > 1.5 * len(case.make(n)):
        n *= 2 if small > at_least / 4 else 4
        small = measure(n)
    small = min([small] + [measure(n) for _ in range(RUNS - 1)])
    large = float("inf")
    for _ in range(RUNS):
        large = min(large, measure(2 * n))
        if large <= limit * max(small, SHORTEST) + NOISE:
            return True, n, small, large
        small = min(small, measure(n))
    return False, n, small, large


def check_again(compiler, case, limit, at_least):
    """The same, but at twice the size when the first try fails: noise counts less there, a wrong algorithm more."""
    result = check(compiler, case, limit, at_least)
    passes, n, _, large = result
    if passes or large > SLOW:
        return result
    return check(compiler, Case(case.make, 2 * n, case.stage, case.refused), limit, 0.0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--limit", type=float, default=2.3)
    parser.add_argument("--at-least", type=float, default=0.0)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("compiler")
    parser.add_argument("cases", nargs="*")
    args = parser.parse_args()
    n_failed = 0
    with tempfile.TemporaryDirectory() as folder:
        compiler = Compiler(args.compiler, folder)
        for name in args.cases or cases.CASES:
            try:
                passes, n, small, large = check_again(compiler, cases.CASES[name], args.limit, args.at_least)
                text = f"n={n:<8} {small:7.3f} s {large:7.3f} s  x{large / max(small, 0.001):.2f}"
            except Failure as e:
                passes, text = False, str(e)
            n_failed += not passes
            if args.all or not passes:
                print(f"{'ok  ' if passes else 'FAIL'} {name:40} {text}", flush=True)
    if n_failed:
        print(f"{n_failed} cases failed")
    return n_failed > 0


if __name__ == "__main__":
    sys.exit(main())
