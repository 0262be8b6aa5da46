#!/usr/bin/env python3
"""Random programs that stress escape analysis: all ways of building one must do the same, and the same as gc's.

usage: programs.py [--gc GO] [--first N] [--count N] [--all] [--print] GOLITE-CC

Which options a program is built with changes with its number; `--all` takes them all. Without gc the first is compared
with the others. A program that differs is kept and named. `--print` only prints the program with the number --first.
"""

import os
import sys
import tempfile
import time

import common
from peer import find_gc  # common makes its folder known
from smith.program import program

# Options of golite-cc, and collectors of the run-time system to run the result with.
COLLECTORS = ("stress", "stress:7")
SLOWLY = ("stress:300",)  # for programs that take long
O2, O0, SHUFFLED = ["-O2"], ["-O0"], ["-O2", "--escape=shuffle:%d"]
VARIANTS = (
    (O2, O0),
    (["-O2", "-fsanitize=address"], O0),
    (SHUFFLED, O0),
    (O2, ["-O0", "-fsanitize=address"]),
    (["-O2", "--escape=off"], O2),
    (["-O0", "--escape=shuffle:%d"], O2),
)


def check(seed, args, builder):
    """Whether program number `seed` does the same in all ways."""
    source = os.path.join(builder.work, f"programs{seed}.go")
    with open(source, "w", encoding="utf-8") as f:
        f.write(program(seed))
    chosen = sum(VARIANTS, ()) if args.all else VARIANTS[seed // 2 % len(VARIANTS)]
    want = None
    if args.gc:
        executable, said = builder.by_gc(source)
        if not executable:
            return common.keep(source, f"programs{seed}", f"gc refuses it\n{said[:1000]}")
        want = builder.run(executable)
    for options in chosen:
        options = [o % seed if "%d" in o else o for o in options]
        executable, said = builder.golite(source, options)
        if not executable:
            return common.keep(source, f"programs{seed}", f"golite-cc {' '.join(options)} fails\n{said[:1000]}")
        begin = time.monotonic()
        first = builder.run(executable)
        collectors = COLLECTORS if time.monotonic() - begin < 0.2 else SLOWLY
        for collector in ("", *collectors):
            got = builder.run(executable, collector) if collector else first
            want = want or got
            if got != want:
                return common.keep(source, f"programs{seed}", f"differs ({' '.join(options)} GOLITE_GC={collector})")
    os.remove(source)
    return True


def main():
    parser = common.arguments(count=16)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--print", action="store_true")
    args = parser.parse_args()
    if args.print:
        print(program(args.first))
        return
    args.gc = find_gc(args.gc)
    with tempfile.TemporaryDirectory(prefix="golite-random-") as work:
        builder = common.Builder(args.compiler, args.gc, work)
        good = [check(seed, args, builder) for seed in range(args.first, args.first + args.count)]
    print(f"{sum(good)} of {len(good)} programs do the same in all ways{'' if args.gc else ' (gc was not found)'}")
    sys.exit(not all(good))


main()
