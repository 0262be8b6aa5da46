"""lit test format: one test is the own tests of one package of the standard library, in one variant.

A test's name is VARIANT/PACKAGE. It passes when each Test function that gc passes (gc-passes.txt) passes here too, but
for those in expect.txt, which must fail.
"""

import json
import os
import tempfile

import lit.formats
import lit.Test

import judge
import lists
import testrun
import variants

COMPILE_SECONDS = 600
RUN_SECONDS = 900


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
            packages = [p for p in self.packages.values() if variant in p.cpu and self.names.get(p.path)]
            if budget is not None:
                packages = judge.chosen(packages, variant, self.seed, budget)
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
        judgement = judge.Judgement(package, variant, self.names[package], self.expectations, report)
        if judgement.code in ("PASS", "XFAIL"):
            self.memory.add(name)
        return lit.Test.Result(getattr(lit.Test, judgement.code), judgement.text)

    def _note_costs(self, variant, package, build_seconds, report):
        folder = os.path.join(self.costs, variant)
        os.makedirs(folder, exist_ok=True)
        failing = {name: outcome.kind for name, outcome in report.outcomes.items()
                   if outcome.kind != testrun.PASS and name in self.names[package]}
        facts = {"build": round(build_seconds, 1), "run": round(report.cpu_seconds, 1), "not passed": failing}
        with open(os.path.join(folder, package.replace("/", ".") + ".json"), "w", encoding="utf-8") as f:
            json.dump(facts, f)
