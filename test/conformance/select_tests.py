#!/usr/bin/env python3
"""Selects, among the programs in a Go tree's own test/ folder, those that golite-cc should compile and run.

usage: select_tests.py GOROOT [--counts]   prints the selected paths, then counts on stderr.
"""

import collections
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import programs  # noqa: E402


def select(goroot):
    """Returns ([Program], Counter of why the others are left out)."""
    chosen, why = [], collections.Counter()
    for program, is_for_this_system in programs.programs(goroot):
        why["programs"] += 1
        if not is_for_this_system:
            why["for other systems"] += 1
        else:
            chosen.append(program)
    return chosen, why


def main():
    args = sys.argv[1:]
    if not args or args[0].startswith("-"):
        sys.exit("usage: select_tests.py GOROOT [--counts]")
    chosen, why = select(args[0])
    if "--counts" not in args:
        print("\n".join(p.path for p in chosen))
    total = why.pop("programs", 0)
    left_out = ", ".join(f"{n} {reason}" for reason, n in why.items())
    print(f"{len(chosen)} of {total} programs selected; left out: {left_out}", file=sys.stderr)


if __name__ == "__main__":
    main()
