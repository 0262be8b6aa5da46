#!/usr/bin/env python3
"""Figures of the compiler itself, measured now on this machine. Fails only when something cannot be run.

usage: bench.py GOLITE-CC GOROOT
"""

import os
import re
import statistics
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), os.pardir, "harness"))
from peer import checked  # noqa: E402

HELLO = 'package main\n\nfunc main() {\n\tprintln("hi")\n}\n'


def go_files(goroot):
    """All Go files of the tree's src, without testdata."""
    found = []
    for folder, folders, files in os.walk(os.path.join(os.path.realpath(goroot), "src")):
        folders[:] = [f for f in folders if f != "testdata"]
        found += [os.path.join(folder, name) for name in files if name.endswith(".go")]
    return sorted(found)


def parse_everything(compiler, goroot, work):
    """Scanner and parser over the whole Go tree in one process."""
    files = go_files(goroot)
    lines = 0
    for path in files:
        with open(path, "rb") as f:
            lines += f.read().count(b"\n")
    response = os.path.join(work, "files")
    with open(response, "w", encoding="utf-8") as f:
        f.write("\n".join(files))
    print(f"syntax of the Go tree: {len(files)} files, {lines} lines")
    report = checked([compiler, "--stop-after=syntax", "--time-report", "@" + response])
    print("\n".join("  " + line for line in (report.stdout + report.stderr).splitlines()))


def compile_hello(compiler, work):
    """println("hi") to an executable, again and again."""
    source, program = os.path.join(work, "hello.go"), os.path.join(work, "hello")
    with open(source, "w", encoding="utf-8") as f:
        f.write(HELLO)
    seconds = []
    for _ in range(15):
        start = time.perf_counter()
        checked([compiler, "-o", program, source])
        seconds.append(time.perf_counter() - start)
    report = checked([compiler, "--time-report", "-o", program, source])
    print(f"hello, compile and link: median {statistics.median(seconds):.3f} s, best {min(seconds):.3f} s")
    print("\n".join("  " + line for line in re.sub(r"\n+$", "", report.stdout + report.stderr).splitlines()))
    print(f"  executable: {os.path.getsize(program)} bytes")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    compiler, goroot = sys.argv[1:]
    with tempfile.TemporaryDirectory(prefix="golite-bench-") as work:
        compile_hello(compiler, work)
        parse_everything(compiler, goroot, work)


if __name__ == "__main__":
    main()
