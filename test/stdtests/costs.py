"""Puts what the packages' tests cost in the last runs of a build tree into packages.txt.

usage: costs.py BUILD [--list]    --list: print build and run seconds apart, with what did not pass
"""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import lists  # noqa: E402


def cost(build, variant, package):
    """Returns what one package left there, or None."""
    path = os.path.join(build, "test", "stdtests", "costs", variant, package.replace("/", ".") + ".json")
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def show(build):
    for package in lists.packages():
        for variant in lists.VARIANTS:
            one = cost(build, variant, package)
            if one:
                failing = " ".join(f"{name}:{kind}" for name, kind in one["not passed"].items())
                print(f"{variant} {package:22} build {one['build']:6.1f} run {one['run']:6.1f}  {failing}")


def update(build):
    path = os.path.join(HERE, "packages.txt")
    with open(path, encoding="utf-8") as f:
        lines = [line for line in f if line.startswith("#")]
    for package in lists.packages().values():
        for variant in package.cpu:
            one = cost(build, variant, package.path)
            if one:
                package.cpu[variant] = max(1, round(one["build"] + one["run"]))
        lines.append(" ".join([package.path, *(f"{seconds:g}" for seconds in package.cpu.values())]) + "\n")
    with open(path, "w", encoding="utf-8") as f:
        f.writelines(lines)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if "--list" in sys.argv:
        show(sys.argv[1])
    else:
        update(sys.argv[1])


if __name__ == "__main__":
    main()
