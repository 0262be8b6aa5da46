#!/usr/bin/env python3
"""Runs the type checker's suites and prints their figures; with --refresh it rewrites the lists of known failures.

usage: figures.py [--refresh | --list] [--compiler FILE] [--goroot DIR] [errorcheck | compile | types]...
--list prints each test that fails, with all that is wrong.
"""

import argparse
import concurrent.futures
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "harness")]

import checks  # noqa: E402

TOP = os.path.dirname(os.path.dirname(HERE))


def results_of(suite, compiler, goroot):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        names = suite.tests(goroot)
        return list(zip(names, pool.map(lambda name: suite.run(compiler, goroot, name), names)))


def print_failures(suite, results):
    for name, result in results:
        if result.level != suite.LEVELS[-1]:
            print(f"{name}: {result.level}")
            for problem in result.problems():
                print("    " + problem.replace("\n", "\n    "))


def print_reasons(suite, results):
    """How many fail for what the compiler says it cannot do yet."""
    counts = {}
    for _, result in results:
        if result.level != suite.LEVELS[-1]:
            what = "internal compiler error or hang" if result.crash else result.unsupported or "other differences"
            counts[what] = counts.get(what, 0) + 1
    for what, n in sorted(counts.items(), key=lambda pair: -pair[1]):
        print(f"  {n:4} {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--refresh", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--compiler", default=os.path.join(TOP, "build", "release", "bin", "golite-cc"))
    parser.add_argument("--goroot")
    parser.add_argument("suites", nargs="*", metavar="suite")
    options = parser.parse_args()
    unknown = set(options.suites) - set(checks.SUITES)
    if unknown:
        parser.error(f"unknown suite {', '.join(sorted(unknown))}")
    compiler = os.path.abspath(options.compiler)
    goroot = options.goroot
    if not goroot:
        goroot = subprocess.run([compiler, "--print=goroot"], capture_output=True, text=True, check=True).stdout.strip()
    for name in options.suites or checks.SUITES:
        suite = checks.SUITES[name]
        results = results_of(suite, compiler, goroot)
        if options.list:
            print_failures(suite, results)
        print("\n".join(suite.figures(results)))
        print_reasons(suite, results)
        if options.refresh:
            listed, by_hand = checks.write_list(suite, results, goroot)
            print(f"  {checks.list_path(suite)}: {listed} known failures, {by_hand} with a reason given by hand")


if __name__ == "__main__":
    main()
