"""Go's tests of its type checker: GOROOT/src/internal/types/testdata, read in place.

A file, or a folder as one package, holds comments `/* ERROR "text" */` (part of the message) and `/* ERRORx "regexp" */`
behind the token at which the error is expected; for several errors there are several comments. Its first line
may hold options: `// -lang=go1.17`. These are the rules of cmd/compile/internal/types2/check_test.go; the
columns too may differ as there.
"""

import ast
import os

import checker
import gotok
import recipe

NAME = "types"
LEVELS = ("fail", "pass")

# How far the column of an error may be from that of its token.
COLUMN_TOLERANCE = {"check": 50, "spec": 20, "examples": 125, "fixedbugs": 100}

_TAGS = frozenset(("linux", "amd64"))


def _top(goroot):
    return os.path.join(goroot, "src", "internal", "types", "testdata")


def _read(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as f:
        return f.read()


def _holds(text):
    """Does the build constraint before the package clause, if any, hold here?"""
    for line in text.split("\n"):
        if line.startswith("package "):
            return True
        if line.startswith("//go:build "):
            return recipe.satisfied(line, _TAGS)
    return True


def _files(top, name):
    path = os.path.join(top, name)
    if not os.path.isdir(path):
        return [name]
    return [f"{name}/{entry}" for entry in sorted(os.listdir(path))]


def tests(goroot):
    """The sorted names of the tests: files and folders as FOLDER/NAME."""
    top, names = _top(goroot), []
    for folder in COLUMN_TOLERANCE:
        for entry in sorted(os.listdir(os.path.join(top, folder))):
            name = f"{folder}/{entry}"
            if any(_holds(_read(os.path.join(top, f))) for f in _files(top, name)):
                names.append(name)
    return names


class Mark:
    """One ERROR comment. `pattern` is None when it is no string literal."""

    def __init__(self, file, line, column, comment):
        self.file, self.line, self.column = file, line, column
        kind, _, literal = comment.strip().partition(" ")
        self.is_regexp = kind == "ERRORx"
        literal = literal.strip()
        if literal[:1] == "`":
            self.pattern = literal[1:-1]
        else:
            self.pattern = ast.literal_eval(literal)
        self.regexp = checker.compile_regexp(self.pattern) if self.is_regexp else None

    def matches(self, text):
        return bool(self.regexp.search(text)) if self.is_regexp else self.pattern in text

    def __str__(self):
        return f"{self.file}:{self.line}:{self.column}: {'ERRORx' if self.is_regexp else 'ERROR'} {self.pattern}"


def marks(file, text):
    """The Marks of a file's text."""
    out = []
    for comment, offset in gotok.comments(text):
        if not comment.startswith((" ERROR ", " ERRORx ")):
            continue
        line_start = text.rfind("\n", 0, max(offset, 0)) + 1
        column = len(text[line_start : max(offset, 0)].encode("utf-8", "surrogateescape")) + 1
        out.append(Mark(file, text.count("\n", 0, max(offset, 0)) + 1, column, comment))
    return out


def _options(text):
    """The options in the first line: `// -lang=go1.17`."""
    first = text.split("\n", 1)[0]
    if not first.startswith("//") or not first[2:].strip().startswith("-"):
        return []
    return [word for word in first[2:].split() if word != "-fakeImportC"]


class Result:
    """Level reached, the counts of marks, and what is wrong (one line each)."""

    def __init__(self):
        self.n_marks = self.n_matched = 0
        self.unexpected, self.missing, self.far = [], [], []
        self.crash = self.unsupported = None

    @property
    def level(self):
        return "fail" if self.problems() else "pass"

    def problems(self):
        lines = [self.crash] if self.crash else []
        lines += [f"{m.file.rsplit('/', 1)[-1]}:{m.line}:{m.column}: no error expected: {m.text}" for m in self.unexpected]
        lines += [f"{m.file.rsplit('/', 1)[-1]}:{m.line}:{m.column}: missing error {m.pattern!r}" for m in self.missing]
        return lines + self.far

    def reason(self):
        if self.unsupported and not self.crash:
            return self.unsupported
        lines = self.problems()
        more = f" (and {len(lines) - 1} more)" if len(lines) > 1 else ""
        return lines[0].split("\n")[0][:150] + more


def _match(result, messages, wanted, tolerance):
    """Pairs each message with a mark of its line, as check_test.go does."""
    left = list(wanted)
    for m in messages:
        fitting = [w for w in left if (w.file, w.line) == (m.file, m.line) and w.matches(m.text)]
        if not fitting:
            result.unexpected.append(m)
            continue
        best = min(fitting, key=lambda w: abs(w.column - m.column))
        if abs(best.column - m.column) > tolerance:
            result.far.append(f"{m.file.rsplit('/', 1)[-1]}:{m.line}:{m.column}: want column {best.column}: {m.text}")
        left.remove(best)
    result.missing = left
    result.n_marks = len(wanted)
    result.n_matched = len(wanted) - len(left)


def run(compiler, goroot, name):
    """Checks one test. Returns Result."""
    top, result = _top(goroot), Result()
    files = [f for f in _files(top, name) if _holds(_read(os.path.join(top, f)))]
    texts = [_read(os.path.join(top, f)) for f in files]
    wanted = [mark for f, text in zip(files, texts) for mark in marks(f, text)]
    checked = checker.check(compiler, ["--checker-tests", *_options(texts[0]), *files], top)
    result.crash, result.unsupported = checked.crash, checked.unsupported()
    _match(result, checked.messages, wanted, COLUMN_TOLERANCE[name.split("/")[0]])
    if checked.others and not result.crash:
        result.crash = f"unexpected output: {checked.others[0]}"
    return result


def figures(results):
    """The lines that sum up [(name, Result)]."""
    n_marks = sum(r.n_marks for _, r in results)
    n_matched = sum(r.n_matched for _, r in results)
    n_unexpected = sum(bool(r.unexpected) for _, r in results)
    n_passed = sum(r.level == "pass" for _, r in results)
    n = len(results)
    return [
        f"types: {n_matched} of {n_marks} ERROR marks matched ({100 * n_matched / n_marks:.1f} %), "
        f"{n_unexpected} of {n} tests with unexpected errors ({100 * n_unexpected / n:.1f} %), "
        f"{n_passed} tests pass ({100 * n_passed / n:.1f} %)"
    ]
