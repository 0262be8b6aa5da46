"""Go's own tests that must compile: the `// compile` and `// compiledir` tests of GOROOT/test, accepted by the checker."""

import os

import checker
import errorcheck
import select_tests

NAME = "compile"
LEVELS = ("fail", "pass")


class Result:
    def __init__(self, checked):
        self.crash, self.unsupported = checked.crash, checked.unsupported()
        self._lines = [str(m) for m in checked.messages] + checked.others
        if not checked.succeeded and not self._lines and not self.crash:
            self._lines = ["the compiler failed without a message"]

    @property
    def level(self):
        return "fail" if self.problems() else "pass"

    def problems(self):
        return ([self.crash] if self.crash else []) + self._lines

    def reason(self):
        if self.unsupported and not self.crash:
            return self.unsupported
        return self.problems()[0].split("\n")[0][:150]


def _selected(goroot):
    for path, action, words in errorcheck.recipes(goroot, ("compile", "compiledir")):
        if "-goexperiment" not in words:
            yield path, action, words


def tests(goroot):
    return [path for path, _, _ in _selected(goroot)]


def run(compiler, goroot, path):
    """Checks one test. Returns Result."""
    top = os.path.join(goroot, "test")
    words, _ = select_tests.recipe(errorcheck.read(os.path.join(top, path)))
    _, arguments = errorcheck.sources(top, path, words[0])
    if "-s" in words:
        arguments.append("--single-file-pkgs")
    return Result(checker.check(compiler, [*errorcheck.gc_options(words[1:]), *arguments], top))


def figures(results):
    """The lines that sum up [(name, Result)]."""
    n, passed = len(results), sum(r.level == "pass" for _, r in results)
    return [f"compile: {passed} of {n} tests accepted ({100 * passed / n:.1f} %)"]
