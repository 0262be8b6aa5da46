"""Go's own tests that must compile: the `// compile` and `// compiledir` tests of GOROOT/test, made into objects."""

import os

import checker
import errorcheck
import recipe

NAME = "compile"
LEVELS = ("fail", "checks", "pass")  # "checks": the type checker at least accepts it


class Result:
    def __init__(self, checked, level):
        self.level = level
        self.crash, self.unsupported = checked.crash, checked.unsupported()
        self._lines = [str(m) for m in checked.messages] + checked.others
        if level != "pass" and not self._lines and not self.crash:
            self._lines = ["the compiler failed without a message"]

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
    """Compiles one test. Returns Result."""
    top = os.path.join(goroot, "test")
    words, _ = recipe.recipe(errorcheck.read(os.path.join(top, path)))
    _, arguments = errorcheck.sources(top, path, words[0])
    if "-s" in words:
        arguments.append("--single-file-pkgs")
    arguments = [*errorcheck.gc_options(words[1:]), *arguments]
    compiled = checker.compile(compiler, arguments, top)
    if compiled.is_clean():
        return Result(compiled, "pass")
    return Result(compiled, "checks" if checker.check(compiler, arguments, top).is_clean() else "fail")


def figures(results):
    """The lines that sum up [(name, Result)]."""
    n = len(results)
    checks, passed = (sum(LEVELS.index(r.level) >= least for _, r in results) for least in (1, 2))
    return [
        f"compile: {passed} of {n} tests compiled ({100 * passed / n:.1f} %), "
        f"{checks} accepted by the type checker ({100 * checks / n:.1f} %)"
    ]
