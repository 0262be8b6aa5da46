"""Go's own tests of error messages: the `// errorcheck` and `// errorcheckdir` tests of GOROOT/test, read in place.

A comment `// ERROR "regexp" …` expects errors on its line. Two demands, those of Go's own runner being the second:
lenient: there is an error on each such line; strict: moreover each regexp matches one, and nothing else is
reported. Left out are tests of other systems, and those of what gc's options make its back end print.
"""

import os
import re

import checker
import recipe

NAME = "errorcheck"
LEVELS = ("none", "lenient", "strict")

# Options of gc that print more than errors, change what the tree's own runtime may do, or need experiments.
_UNFIT = re.compile(r"^-(m|live|race|wb|std|\+|smallframes|goexperiment|d=(?!panic$))")

_ERROR = re.compile(r"// (?:GC_)?ERROR (.*)")
_ERROR_AUTO = re.compile(r"// (?:GC_)?ERRORAUTO (.*)")
_QUOTED = re.compile(r'"([^"]*)"')
_LINE = re.compile(r"LINE(?:([+-])(\d+))?")


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as f:
        return f.read()


def recipes(goroot, actions):
    """Yields (path relative to GOROOT/test, action, options) of the tests of these actions that hold for this system."""
    top = os.path.join(goroot, "test")
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(f for f in folders if not f.endswith(".dir"))
        for name in sorted(files):
            path = os.path.join(folder, name)
            if not name.endswith(".go"):
                continue
            text = read(path)
            words, constraints = recipe.recipe(text)
            if words[:1] and words[0] in actions and recipe.runs_here(constraints):
                yield os.path.relpath(path, top), words[0], words[1:]


def gc_options(words):
    """What of a test's options the compiler should be given: those about the language."""
    return [w for w in words if w.startswith("-lang=") or w == "-complete"]


def sources(top, path, action):
    """The files in which a test's messages are expected, and the arguments that name the test."""
    if not action.endswith("dir"):
        return [path], [path]
    folder = path[: -len(".go")] + ".dir"
    files = sorted(f for f in os.listdir(os.path.join(top, folder)) if f.endswith(".go"))
    return [f"{folder}/{f}" for f in files], ["--testdir", folder]


class Wanted:
    """One expected error."""

    def __init__(self, file, line, pattern):
        self.file, self.line, self.pattern = file, line, pattern
        self.regexp = checker.compile_regexp(pattern)

    def __str__(self):
        return f"{self.file}:{self.line}: {self.pattern!r}"


def wanted_errors(file, text):
    """The errors that the comments of `text` expect, in their order."""
    out, base = [], file.rsplit("/", 1)[-1]

    for number, line in enumerate(text.split("\n"), 1):
        if "////" in line or _ERROR_AUTO.search(line):
            continue
        m = _ERROR.search(line)
        if not m:
            continue

        def position(reference, number=number):
            offset = int(reference[2] or 0) * (-1 if reference[1] == "-" else 1)
            return f"{base}:{number + offset}"

        for pattern in _QUOTED.findall(m[1]):
            out.append(Wanted(base, number, _LINE.sub(position, pattern)))
    return out


class Result:
    """Level reached, and what is wrong (one line each)."""

    def __init__(self):
        self.lenient, self.strict = [], []  # what is against each demand
        self.crash = self.unsupported = None

    @property
    def level(self):
        if self.crash or self.lenient:
            return "none"
        return "lenient" if self.strict else "strict"

    def problems(self):
        lines = [self.crash] if self.crash else []
        return lines + self.lenient + [s for s in self.strict if s not in self.lenient]

    def reason(self):
        if self.unsupported and not self.crash:
            return self.unsupported
        lines = self.problems()
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        return lines[0].split("\n")[0][:150] + more


def shorten(messages, files):
    """Takes the folder off the tests' file names inside messages, as Go's runner does."""
    for m in messages:
        for file in files:
            for before in (" ", "\n", "\n\t"):
                m.text = m.text.replace(before + file, before + file.rsplit("/", 1)[-1])


def match(messages, wanted, must_fail, succeeded):
    """Compares as Go's runner does. Returns Result."""
    result = Result()
    left = [(m.file.rsplit("/", 1)[-1], m) for m in messages]
    lines = {(base, m.line) for base, m in left}
    names = {w.file for w in wanted}
    result.lenient = [f"missing error {w}" for w in wanted if (w.file, w.line) not in lines]
    for w in wanted:
        here = [entry for entry in left if (entry[0], entry[1].line) == (w.file, w.line)]
        fitting = [entry for entry in here if w.regexp.search(entry[1].text)]
        if not here:
            result.strict.append(f"missing error {w}")
        elif not fitting:
            result.strict.append(f"no match for {w} in {here[0][1].text}")
        left = [entry for entry in left if entry not in fitting]
    result.strict += [f"no error expected: {m}" for base, m in left if base in names or not names]
    if must_fail and succeeded:
        result.lenient.append("no error was reported")
        result.strict.append("no error was reported")
    if not must_fail and not succeeded and not messages:
        result.strict.append("the compiler failed")
    return result


def _selected(goroot):
    for path, action, words in recipes(goroot, ("errorcheck", "errorcheckdir")):
        if not any(_UNFIT.match(w) for w in words):
            yield path, action, words


def tests(goroot):
    return [path for path, _, _ in _selected(goroot)]


def run(compiler, goroot, path):
    """Checks one test. Returns Result."""
    top = os.path.join(goroot, "test")
    words, _ = recipe.recipe(read(os.path.join(top, path)))
    action, words = words[0], words[1:]
    files, arguments = sources(top, path, action)
    if "-s" in words:
        arguments.append("--single-file-pkgs")
    max_errors = 10 if "-e=0" in words else 0
    checked = checker.check(compiler, [*gc_options(words), *arguments], top, max_errors)
    wanted = [w for f in files for w in wanted_errors(f, read(os.path.join(top, f)))]
    shorten(checked.messages, files)
    result = match(checked.messages, wanted, "-0" not in words, checked.succeeded)
    result.crash, result.unsupported = checked.crash, checked.unsupported()
    return result


def figures(results):
    """The lines that sum up [(name, Result)]."""
    n = len(results)
    strict = sum(r.level == "strict" for _, r in results)
    lenient = sum(r.level != "none" for _, r in results)
    return [
        f"errorcheck: of {n} tests {lenient} ({100 * lenient / n:.1f} %) have an error on each expected line (lenient), "
        f"{strict} ({100 * strict / n:.1f} %) have exactly the expected errors (strict)"
    ]
