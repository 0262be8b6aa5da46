#!/usr/bin/env python3
"""Programs with very many goroutines or very deep stacks, built by golite-cc -O2 and by gc, in turn: CPU seconds and
most resident MiB, the least of all rounds.

usage: limits.py [--gc GO] [--rounds N] GOLITE-CC [PROGRAM...]
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.realpath(__file__))
#: Bytes of data (ulimit -d) that a program may have.
DATA = {"few": 2097152 * 1024}
PROGRAMS = ["few", "parked", "deep", "tower"]


def build(name, args, work):
    source = os.path.join(HERE, name + ".go")
    made = {"golite": os.path.join(work, name + ".golite")}
    subprocess.run([args.compiler, "-O2", "-o", made["golite"], source], check=True)
    if args.gc:
        made["gc"] = os.path.join(work, name + ".gc")
        env = dict(os.environ, GOTOOLCHAIN="local", GO111MODULE="off", GOFLAGS="")
        env.setdefault("GOCACHE", os.path.join(work, "cache"))
        env.pop("GOROOT", None)
        subprocess.run([args.gc, "build", "-o", made["gc"], source], check=True, env=env)
    return made


def run(name, program):
    """(exit status, CPU seconds, most resident MiB) of one run."""

    def limit():
        if name in DATA:
            resource.setrlimit(resource.RLIMIT_DATA, (DATA[name], DATA[name]))

    child = subprocess.Popen([program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(child.pid, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--gc")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("compiler")
    parser.add_argument("programs", nargs="*")
    args = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory(prefix="golite-limits-") as work:
        for name in args.programs or PROGRAMS:
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
