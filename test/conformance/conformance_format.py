"""lit test format: Go's own tests that are programs, read in place from a Go tree, each in several variants.

A test's name is variant/path.go. It passes when the program is built, ends with status 0 within the time limit,
and prints (stdout and stderr together) what PATH.out says, or nothing if there is no such file, as Go's own
runner demands. expect.txt names those that are known to fail; one that passes nevertheless is a failure.
"""

import hashlib
import os
import shutil
import tempfile

import lit.formats
import lit.Test

import select_tests
import variants

COMPILE_SECONDS = 300  # the first that imports a package compiles it
RUN_SECONDS = {"stress": 240}
RUN_SECONDS_DEFAULT = 60

NOT_RUN = "not run:"  # begins the reason of a test that costs too much
DEAD_SLOT = "dead slot:"  # begins the reason of one that fails or passes by what a dead slot of a frame happens to hold

# Where a collection at every allocation takes minutes (a deep stack is scanned each time): at every n-th.
STRESS_INTERVAL = {"peano.go": 1000, "fixedbugs/issue22781.go": 1000, "fixedbugs/issue78081.go": 1000, "fixedbugs/issue80188.go": 1000}


class Expectations:
    """expect.txt: `PATH VARIANT-or-* REASON`, one line a known failing test; `#` begins a comment line."""

    def __init__(self, path):
        self.path = path
        self.reasons = {}
        with open(path, encoding="utf-8") as f:
            for number, line in enumerate(f, 1):
                fields = line.split(None, 2)
                if not fields or fields[0].startswith("#"):
                    continue
                if len(fields) < 3 or (fields[1] != "*" and fields[1] not in variants.VARIANTS):
                    raise ValueError(f"{path}:{number}: expected PATH VARIANT-or-* REASON")
                self.reasons[fields[0], fields[1]] = fields[2].strip()

    def reason(self, path, variant):
        return self.reasons.get((path, variant)) or self.reasons.get((path, "*"))


class Memory:
    """Remembers passed tests of exactly this compiler and runtime, so that an interrupted run can go on."""

    def __init__(self, folder, build_id):
        self.folder = folder and os.path.join(folder, build_id)
        if self.folder:
            os.makedirs(self.folder, exist_ok=True)

    def _path(self, name):
        return os.path.join(self.folder, hashlib.sha256(name.encode()).hexdigest()[:32])

    def knows(self, name):
        return bool(self.folder) and os.path.exists(self._path(name))

    def add(self, name):
        if self.folder:
            with open(self._path(name), "w", encoding="utf-8"):
                pass


class Slice:
    """Which tests a run takes: all in the first variant, and in the others all or one in `one_in`."""

    def __init__(self, first, take_all, seed, one_in):
        self.first, self.take_all, self.seed, self.one_in = first, take_all, seed, one_in

    def has(self, path, variant):
        return self.take_all or variant == self.first or variants.in_slice(path, variant, self.seed, self.one_in)


class ConformanceFormat(lit.formats.TestFormat):
    def __init__(self, compiler, goroot, expectations, chosen_variants, part, memory):
        self.compiler = compiler
        self.top = os.path.join(goroot, "test")
        self.goroot = goroot
        self.expectations = expectations
        self.variants = chosen_variants
        self.part = part
        self.memory = memory

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if path_in_suite:
            return
        selected, _ = select_tests.select(self.goroot)
        self.programs = {program.path: program for program in selected}
        for name in set(path for path, _ in self.expectations.reasons) - set(self.programs):
            litConfig.error(f"{self.expectations.path}: {name} is not a selected test")
        for variant in self.variants:
            for path in self.programs:
                if self.part.has(path, variant):
                    yield lit.Test.Test(testSuite, (variant,) + tuple(path.split("/")), localConfig)

    def execute(self, test, litConfig):
        variant, path = test.path_in_suite[0], "/".join(test.path_in_suite[1:])
        if self.memory.knows(f"{variant}/{path}"):
            return lit.Test.Result(lit.Test.PASS, "passed before with the same compiler")
        reason = self.expectations.reason(path, variant)
        if reason and reason.startswith(NOT_RUN):
            return lit.Test.Result(lit.Test.UNSUPPORTED, reason)
        problem = self._problem(path, variant)
        if problem is None:
            if reason and not reason.startswith(DEAD_SLOT):
                return lit.Test.Result(lit.Test.XPASS, f"expect.txt says it fails: {reason}")
            if reason:
                return lit.Test.Result(lit.Test.XFAIL, f"passed, but that says nothing: {reason}")
            self.memory.add(f"{variant}/{path}")
            return lit.Test.Result(lit.Test.PASS, "")
        code = lit.Test.XFAIL if reason else lit.Test.FAIL
        return lit.Test.Result(code, problem)

    def _problem(self, path, variant):
        """Builds and runs one test. Returns None, or what is wrong."""
        work = tempfile.mkdtemp(prefix="golite-conformance-")
        try:
            return self._problem_in(work, path, variant)
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def _problem_in(self, work, path, variant):
        program = self.programs[path]
        source, folder = program.source(work)
        executable = os.path.join(work, "test.exe")
        problem = self._build(source, folder, executable, variant)
        if problem:
            return problem
        ran = self._run([executable, *program.arguments], path, variant)
        if program.action == "runoutput" and not ran.failed():
            generated = os.path.join(work, "generated.go")
            with open(generated, "w", encoding="utf-8", errors="surrogateescape") as f:
                f.write(ran.output)
            problem = self._build([generated], work, executable, variant)
            if problem:
                return problem
            ran = self._run([executable], path, variant)
        if ran.failed():
            return ran.describe()
        expected = program.expected_output()
        if ran.output.replace("\r\n", "\n") != expected:
            return f"expected output:\n{expected}\nbut it printed:\n{ran.output}"
        return None

    def _build(self, source, folder, executable, variant):
        """Returns None, or what is wrong."""
        command = [self.compiler, *variants.VARIANTS[variant][0], "-o", executable, *source]
        built = variants.run(command, cwd=folder, timeout=COMPILE_SECONDS)
        if built.failed():
            return f"{' '.join(command)}: {built.describe()}"
        return f"the compiler is not silent:\n{built.output}" if built.output else None

    def _run(self, command, path, variant):
        environment = {**variants.VARIANTS[variant][1], "PATH": self.top}  # no test may depend on a go command of this machine
        if environment.get("GOLITE_GC") == "stress" and path in STRESS_INTERVAL:
            environment["GOLITE_GC"] = f"stress:{STRESS_INTERVAL[path]}"
        return variants.run(command, cwd=self.top, env=environment, timeout=RUN_SECONDS.get(variant, RUN_SECONDS_DEFAULT))
