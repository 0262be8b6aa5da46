"""Writes gc-passes.txt: which Test functions of the packages in packages.txt gc passes on this machine, not skipping.

usage: list_gc.py GO [PACKAGE…]    GO: the go command of a Go 1.27; with packages, only their part is made anew
Several runs are intersected, so that what depends on chance is not asked of anybody.
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "harness")]

import lists  # noqa: E402
import testrun  # noqa: E402

RUNS = 2
SECONDS = 600

HEAD = """\
# Per package the Test functions that gc 1.27 passes, none of them skipped: without -short, without a go command in
# PATH, without a network, as root. Written by list_gc.py.
"""


def go_environment():
    keep = {k: v for k, v in os.environ.items() if k in ("HOME", "PATH", "GOCACHE", "XDG_CACHE_HOME", "TMPDIR")}
    return {**keep, "GOTOOLCHAIN": "local", "GO111MODULE": "on", "GOFLAGS": "", "CGO_ENABLED": "0"}


def passes(go, goroot, package):
    with tempfile.TemporaryDirectory(prefix="golite-list-gc-") as work:
        executable = os.path.join(work, "gc.test")
        command = [go, "test", "-c", "-o", executable, package]
        subprocess.run(command, cwd=os.path.join(goroot, "src"), env=go_environment(), check=True)
        if not os.path.exists(executable):  # it has no tests
            return []
        passed = None
        for _ in range(RUNS):
            with testrun.Place(goroot, package) as place:
                report = testrun.run_tests(place, executable, [], SECONDS)
            now = report.passed()
            passed = now if passed is None else [name for name in passed if name in now]
        n_all = len(report.outcomes)
        print(f"{package}: {len(passed)} of {n_all}, {report.cpu_seconds:.1f} s CPU", flush=True)
        for name, outcome in report.outcomes.items():
            if outcome.kind not in (testrun.PASS, testrun.SKIP):
                print(f"  {name}: {outcome.kind}", flush=True)
        return passed


def write(found):
    with open(os.path.join(HERE, "gc-passes.txt"), "w", encoding="utf-8") as f:
        f.write(HEAD)
        for package in lists.packages():
            if package in found:
                f.write(f"{package}\n" + "".join(f"  {name}\n" for name in sorted(found[package])))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    go = os.path.abspath(sys.argv[1])
    goroot = subprocess.run([go, "env", "GOROOT"], env=go_environment(), check=True, capture_output=True, text=True).stdout.strip()
    try:
        found = lists.gc_passes()
    except OSError:
        found = {}
    for package in sys.argv[2:] or lists.packages():
        found[package] = passes(go, goroot, package)
        write(found)


if __name__ == "__main__":
    main()
