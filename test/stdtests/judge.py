"""Judges how the Test functions of a package ended, and chooses the packages of a slice."""

import hashlib

import lists
import testrun


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
    """What the outcomes of one package mean: `code` as lit has it, `text` says why."""

    def __init__(self, package, variant, names, expectations, report):
        self.failures, self.unexpected_passes, self.expected = [], [], []
        for name in names:
            outcome = report.outcomes.get(name) or testrun.Outcome("missing", "it was not run")
            reason = expectations.reason(package, name, variant)
            if outcome.kind == testrun.PASS:
                if reason and not reason.startswith(lists.UNSTABLE):
                    self.unexpected_passes.append(f"{name}: expect.txt says it fails: {reason}")
                elif reason:
                    self.expected.append(f"{name}: passed, but that says nothing: {reason}")
            elif reason:
                self.expected.append(f"{name}: {reason}")
            else:
                self.failures.append(f"{name}: {outcome.kind}\n{outcome.text}")
        program = report.outcomes.get(testrun.PROGRAM)
        if program:
            self.failures.insert(0, f"the program as a whole: {program.kind}\n{program.text}")
        self.code = "FAIL" if self.failures else "XPASS" if self.unexpected_passes else "XFAIL" if self.expected else "PASS"
        self.text = "\n".join(self.failures + self.unexpected_passes or self.expected)
