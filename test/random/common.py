"""What the programs that make random Go programs share: how outputs are compared."""

import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "harness"))
import variants  # noqa: E402

Outcome = variants.Outcome


def arguments(first=1, count=5):
    parser = argparse.ArgumentParser(usage="%(prog)s [--gc GO] [--first N] [--count N] GOLITE-CC")
    parser.add_argument("--gc")
    parser.add_argument("--first", type=int, default=first)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("compiler")
    return parser


class Builder:
    """Builds and runs one program after another in a folder of its own."""

    def __init__(self, compiler, gc, work):
        self.compiler, self.gc, self.work = compiler, gc, work
        self.gc_env = {"GOTOOLCHAIN": "local", "GO111MODULE": "off", "GOFLAGS": "", "GOCACHE": os.environ.get("GOCACHE", os.path.join(work, "cache"))}

    def golite(self, source, options):
        """The path of the executable and what the compiler said; the path is None when it failed."""
        return self.build([self.compiler, *options, "-o"], "golite", source, {})

    def by_gc(self, source):
        return self.build([self.gc, "build", "-o"], "gc", source, self.gc_env)

    def build(self, command, name, source, env):
        executable = os.path.join(self.work, name)
        built = variants.run([*command, executable, source], env=env, timeout=300)
        return (None if built.failed() else executable), built.describe()

    @staticmethod
    def run(executable, collector="", timeout=120):
        """Exit status and output, as far as these may not differ."""
        ran = variants.run([executable], env={"GOLITE_GC": collector} if collector else {}, timeout=timeout)
        return ran.timed_out or ran.status, variants.comparable(ran.output)


def keep(source, name, text):
    """Keeps a program that differs, and says so."""
    kept = os.path.join(tempfile.gettempdir(), f"golite-{name}.go")
    os.replace(source, kept)
    print(f"{name}: {text}: {kept}", flush=True)
    return False
