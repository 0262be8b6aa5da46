"""lit test format: one test is the own tests of one package of the standard library, in one variant.

A test's name is VARIANT/PACKAGE. It passes when each Test function that gc passes (gc-passes.txt) passes here too, but
for those in expect.txt, which must fail.
"""

import hashlib
import json
import os
import tempfile

import lit.formats
import lit.Test

import lists
import testrun
import variants

COMPILE_SECONDS = 600
RUN_SECONDS = 300


def chosen(packages, variant, seed, budget):
    """The packages of a slice: in an order that `seed` decides, as many as `budget` seconds of CPU allow."""
    order = sorted(packages, key=lambda p: hashlib.sha256(f"{seed} {variant} {p.path}".encode()).digest())
    taken = []
    for package in order:
        if package.cpu[variant] <= budget:
            budget -= package.cpu[variant]
            taken.append(package)
    return taken


class Judgement:
    """What the outcomes of one package mean: `failures` were not expected, `unexpected_passes` neither."""

    def __init__(self, package, variant, names, expectations, report):
        self.failures, self.unexpected_passes, self.expected = [], [], []
        for name in names:
            outcome = report.outcomes.get(name) or testrun.Outcome("missing", "it was not run")
            reason = expectations.reason(package, name, variant)
            if outcome.kind == testrun.PASS:
                if reason and not reason.startswith(lists.FLAKY):
                    self.unexpected_passes.append(f"{name}: expect.txt says it fails: {reason}")
            elif reason:
                self.expected.append(f"{name}: {reason}")
            else:
                self.failures.append(f"{name}: {outcome.kind}\n{outcome.text}")
        program = report.outcomes.get(testrun.PROGRAM)
        if program and not (self.failures or self.unexpected_passes):
            self.failures.append(f"the program as a whole: {program.kind}\n{program.text}")

    def result(self):
        if self.failures:
            return lit.Test.Result(lit.Test.FAIL, "\n".join(self.failures + self.unexpected_passes))
        if self.unexpected_passes:
            return lit.Test.Result(lit.Test.XPASS, "\n".join(self.unexpected_passes))
        code = lit.Test.XFAIL if self.expected else lit.Test.PASS
        return lit.Test.Result(code, "\n".join(self.expected))


class StdtestsFormat(lit.formats.TestFormat):
    """`budgets`: {variant: seconds of CPU for a slice, None: all}; `costs`: folder for what each package took."""

    def __init__(self, compiler, goroot, budgets, seed, memory, costs):
        self.compiler, self.goroot, self.budgets, self.seed = compiler, goroot, budgets, seed
        self.memory, self.costs = memory, costs
        self.packages = lists.packages()
        self.names = lists.gc_passes()
        self.expectations = lists.Expectations()

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if path_in_suite:
            return
        for variant, budget in self.budgets.items():
            packages = [p for p in self.packages.values() if self.names.get(p.path)]
            if budget is not None:
                packages = chosen(packages, variant, self.seed, budget)
            for package in packages:
                yield lit.Test.Test(testSuite, (variant,) + tuple(package.path.split("/")), localConfig)

    def execute(self, test, litConfig):
        variant, package = test.path_in_suite[0], "/".join(test.path_in_suite[1:])
        name = f"{variant}/{package}"
        if self.memory.knows(name):
            return lit.Test.Result(lit.Test.PASS, "passed before with the same compiler")
        with tempfile.TemporaryDirectory(prefix="golite-stdtests-") as work:
            executable = os.path.join(work, "std.test")
            command = [self.compiler, "test", *variants.VARIANTS[variant][0], "--goroot", self.goroot, "-c", "-o", executable, package]
            begin = testrun.children_seconds()
            built = variants.run(command, cwd=work, timeout=COMPILE_SECONDS)
            if built.failed() or built.output or not os.path.exists(executable):
                return lit.Test.Result(lit.Test.FAIL, f"{' '.join(command)}: {built.describe()}")
            build_seconds = testrun.children_seconds() - begin
            with testrun.Place(self.goroot, package) as place:
                report = testrun.run_tests(place, executable, self.names[package], RUN_SECONDS)
        self._note_costs(variant, package, build_seconds, report)
        judgement = Judgement(package, variant, self.names[package], self.expectations, report)
        if not judgement.failures and not judgement.unexpected_passes:
            self.memory.add(name)
        return judgement.result()

    def _note_costs(self, variant, package, build_seconds, report):
        folder = os.path.join(self.costs, variant)
        os.makedirs(folder, exist_ok=True)
        failing = {name: outcome.kind for name, outcome in report.outcomes.items()
                   if outcome.kind != testrun.PASS and name in self.names[package]}
        facts = {"build": round(build_seconds, 1), "run": round(report.cpu_seconds, 1), "not passed": failing}
        with open(os.path.join(folder, package.replace("/", ".") + ".json"), "w", encoding="utf-8") as f:
            json.dump(facts, f)
