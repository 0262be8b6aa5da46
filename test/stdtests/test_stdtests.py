#!/usr/bin/env python3
"""Tests of what runs and judges the standard library's own tests."""

import os
import sys
import types
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(os.path.dirname(HERE), "harness")]

import judge  # noqa: E402
import lists  # noqa: E402
import table  # noqa: E402
import testrun  # noqa: E402

RAN = "\x16=== RUN   {0}\n"


class FakePlace:
    """Runs no program: Test functions that do what their names say, one after the other."""

    def __init__(self, names):
        self.names, self.runs = names, 0

    def run(self, command, seconds):
        self.runs += 1
        pattern = command[-1].removeprefix("-test.run=")
        wanted = self.names if pattern == testrun.RUN_ALL else pattern[2:-2].split("|")
        output = ""
        for name in self.names:
            if name not in wanted:
                continue
            output += RAN.format(name)
            if "Crash" in name:
                return types.SimpleNamespace(output=output, timed_out=False, failed=lambda: True, describe=lambda: "crashed")
            if "Hang" in name:
                return types.SimpleNamespace(output=output, timed_out=True, failed=lambda: True, describe=lambda: "hung")
            verdict = "FAIL" if "Bad" in name else "SKIP" if "Skip" in name else "PASS"
            output += f"said by {name}\x16    --- PASS: {name}/sub (0.00s)\n\x16--- {verdict}: {name} (0.00s)\n"
        return types.SimpleNamespace(output=output, timed_out=False, failed=lambda: "Bad" in output, describe=lambda: "")


class Running(unittest.TestCase):
    def outcomes(self, names):
        self.place = FakePlace(names)
        return {name: o.kind for name, o in testrun.run_tests(self.place, "exe", names, 10).outcomes.items()}

    def test_each_function_has_its_outcome(self):
        self.assertEqual(self.outcomes(["TestA", "TestBad", "TestSkip"]), {"TestA": "pass", "TestBad": "fail", "TestSkip": "skip"})
        self.assertEqual(self.place.runs, 1)

    def test_a_crash_hides_no_other(self):
        found = self.outcomes(["TestA", "TestCrash", "TestB", "TestHang", "TestC"])
        self.assertEqual(found, {"TestA": "pass", "TestCrash": "crash", "TestB": "pass", "TestHang": "hang", "TestC": "pass"})

    def test_output_of_a_failure_is_its_own(self):
        report = testrun.run_tests(FakePlace(["TestA", "TestBad"]), "exe", [], 10)
        self.assertIn("said by TestBad", report.outcomes["TestBad"].text)
        self.assertNotIn("said by TestA", report.outcomes["TestBad"].text)

    def test_a_program_that_says_nothing_is_a_crash(self):
        report = testrun.run_tests(FakePlace([]), "exe", ["TestA"], 10)
        self.assertEqual(list(report.outcomes), [testrun.PROGRAM])


class Judging(unittest.TestCase):
    def judge(self, kind, reason):
        expectations = types.SimpleNamespace(reason=lambda package, test, variant: reason)
        report = testrun.Report()
        if kind:
            report.outcomes["TestA"] = testrun.Outcome(kind)
        return judge.Judgement("p", "o2", ["TestA"], expectations, report).code

    def test_a_skipped_or_missing_function_fails(self):
        self.assertEqual([self.judge(kind, None) for kind in ("pass", "skip", None)], ["PASS", "FAIL", "FAIL"])

    def test_an_expected_failure_must_fail_unless_it_is_unstable(self):
        self.assertEqual([self.judge(kind, "allocs: two") for kind in ("fail", "pass")], ["XFAIL", "XPASS"])
        self.assertEqual([self.judge(kind, "dead slot: x") for kind in ("fail", "pass")], ["XFAIL", "XFAIL"])

    def test_a_slice_keeps_its_budget(self):
        packages = [lists.Package(f"p{i}", {"o2": 10.0}) for i in range(9)]
        taken = judge.chosen(packages, "o2", "seed", 35)
        self.assertEqual(len(taken), 3)
        self.assertNotEqual(taken, judge.chosen(packages, "o2", "other", 35))


class Lists(unittest.TestCase):
    def test_each_line_of_expect_has_its_test(self):
        lists.Expectations()  # raises

    def test_packages_of_the_list_are_known(self):
        self.assertLessEqual(set(lists.gc_passes()), set(lists.packages()))

    def test_figures_count_per_variant(self):
        expectations = types.SimpleNamespace(failing=lambda p, v: {"TestA": "allocs: x"} if v == "o2" else {})
        package = lists.Package("p", {"o2": 1.0, "o0": 1.0})
        found = table.figures(package, ["TestA", "TestB"], expectations)
        self.assertEqual((found.all, found.o2, found.o0, found.allocs), (2, 1, 2, 1))


if __name__ == "__main__":
    unittest.main()
