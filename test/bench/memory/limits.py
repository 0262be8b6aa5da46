#!/usr/bin/env python3
"""Programs with very many goroutines or very deep stacks, built by golite-cc -O2 and by gc, in turn: CPU seconds and
most resident MiB, the least of all rounds.

usage: limits.py [--gc GO] [--rounds N] GOLITE-CC [RUN...]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), os.pardir, os.pardir, "harness"))
from peer import checked, gc_environment  # noqa: E402

HERE = os.path.dirname(os.path.realpath(__file__))
#: Name: the command line of the run, and the bytes of data (ulimit -d) that it may have, or None.
RUNS = {
    "few": (["parked", "10000"], 2097152 * 1024),
    "parked": (["parked", "1000000"], None),
    "deep": (["deep"], None),
    "tower": (["tower"], None),
}


def build(name, args, work):
    """The program of a run, by compiler."""
    source = os.path.join(HERE, RUNS[name][0][0] + ".go")
    made = {"golite": os.path.join(work, name + ".golite")}
    subprocess.run([args.compiler, "-O2", "-o", made["golite"], source], check=True)
    if args.gc:
        made["gc"] = os.path.join(work, name + ".gc")
        checked([args.gc, "build", "-o", made["gc"], source], gc_environment(work))
    return made


def run(name, program):
    """(exit status, CPU seconds, most resident MiB) of one run."""
    (_, *arguments), data = RUNS[name]

    def limit():
        if data is not None:
            resource.setrlimit(resource.RLIMIT_DATA, (data, data))

    child = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(child.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--gc")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("compiler")
    parser.add_argument("runs", nargs="*", choices=[*RUNS, []])
    args = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="golite-limits-") as work:
        for name in args.runs or RUNS:
            best, made = {}, build(name, args, work)
            for _ in range(args.rounds):
                for compiler, program in made.items():
                    status, seconds, mib = run(name, program)
                    old = best.get(compiler, (status, seconds, mib))
                    best[compiler] = (max(status, old[0]), min(seconds, old[1]), min(mib, old[2]))
            for compiler, (status, seconds, mib) in best.items():
                print(f"{name:<8}{compiler:<8}status {status}  CPU {seconds:7.2f} s  {mib:8.0f} MiB", flush=True)
                failed |= compiler == "golite" and status != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
