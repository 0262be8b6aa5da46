"""Go's own tests that are programs: the actions run, buildrun, rundir, runoutput and runindir of GOROOT/test.

run, buildrun: one file (words that end in .go are further files, the others the program's arguments).
rundir: the packages in PATH.dir, which import each other as "./name". runoutput: what the program prints is the
program to judge. runindir: PATH.dir is a module named as the folder.
"""

import os
import shutil

import recipe

ACTIONS = ("run", "buildrun", "rundir", "runoutput", "runindir")
MODULE_VERSION = "1.14"  # what Go's own runner writes to go.mod


def read(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as f:
        return f.read()


class Program:
    """One test. `path` is relative to GOROOT/test."""

    def __init__(self, top, path, words):
        self.top, self.path, self.action = top, path, words[0]
        self.folder = path[: -len(".go")] + ".dir"
        rest = list(words[1:])
        self.module_version = MODULE_VERSION
        while rest and rest[0].startswith("-"):  # options of gc and of Go's runner
            option = rest.pop(0)
            if option == "-gomodversion":
                self.module_version = rest.pop(0).strip('"')
            elif option in ("-goexperiment", "-gcflags", "-godebug", "-t") and rest:
                rest.pop(0)
        self.more_files = [os.path.join(os.path.dirname(path), w) for w in rest if w.endswith(".go")]
        self.arguments = [w for w in rest if not w.endswith(".go")]

    def source(self, work):
        """Returns (arguments that name the program, folder in which the compiler runs). Module folders are copied to `work`."""
        if self.action == "rundir":
            return ["--testdir", self.folder], self.top
        if self.action == "runindir":
            name = os.path.basename(self.folder)
            copy = os.path.join(work, name)
            shutil.copytree(os.path.join(self.top, self.folder), copy)
            with open(os.path.join(copy, "go.mod"), "w", encoding="utf-8") as f:
                f.write(f"module {name}\ngo {self.module_version}\n")
            return ["."], copy
        return [self.path, *self.more_files], self.top

    def expected_output(self):
        golden = os.path.join(self.top, self.path[: -len(".go")] + ".out")
        if not os.path.exists(golden):
            return ""
        with open(golden, encoding="utf-8", errors="backslashreplace", newline="") as f:
            return f.read()


def programs(goroot):
    """Yields (Program, whether it is for this system), sorted by path."""
    top = os.path.join(goroot, "test")
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(f for f in folders if not f.endswith(".dir"))
        for name in sorted(names):
            if not name.endswith(".go"):
                continue
            path = os.path.join(folder, name)
            words, constraints = recipe.recipe(read(path))
            if words[:1] and words[0] in ACTIONS:
                yield Program(top, os.path.relpath(path, top), words), recipe.runs_here(constraints)
