#!/usr/bin/env python3
"""Tests of how the type checker's suites read messages and match them with what the tests expect."""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "harness"))
import checker  # noqa: E402
import errorcheck  # noqa: E402
import typesdata  # noqa: E402
import variants  # noqa: E402


def messages(output, status=1):
    return checker.Checked(variants.Outcome(status, output))


class Messages(unittest.TestCase):
    def test_further_lines_belong_to_the_message(self):
        c = messages("d/a.go:1:2: x\n\thave y\na.go:3: z\ntoo many errors\n")
        self.assertEqual([str(m) for m in c.messages], ["d/a.go:1:2: x\n\thave y", "a.go:3:0: z"])
        self.assertEqual((c.crash, c.others), (None, []))

    def test_crash(self):
        self.assertIn("status 3", messages("a.go:1:1: internal compiler error: types", 3).crash)


class Errorcheck(unittest.TestCase):
    def level(self, text, output):
        wanted = errorcheck.wanted_errors("d/a.go", text)
        return errorcheck.match(messages(output).messages, wanted, True, not output).level

    def test_levels(self):
        text = 'x // ERROR "foo|bar" "LINE-1"\ny //// ERROR "off"\n'
        self.assertEqual(self.level(text, "d/a.go:1:1: a foo\nd/a.go:1:5: at a.go:0\n"), "strict")
        self.assertEqual(self.level(text, "d/a.go:1:1: a foo\n"), "lenient")
        self.assertEqual(self.level(text, "d/a.go:1:1: foo a.go:0\nd/a.go:2:1: more"), "lenient")
        self.assertEqual(self.level(text, "d/a.go:2:1: a foo\n"), "none")
        self.assertEqual(self.level("x", ""), "none")  # an error is wanted

    def test_one_message_serves_once(self):
        self.assertEqual(self.level('x // ERROR "foo" "foo"\n', "a.go:1:1: foo\n"), "lenient")


class Types(unittest.TestCase):
    def problems(self, text, output):
        result = typesdata.Result()
        typesdata._match(result, messages(output).messages, typesdata.marks("a.go", text), 3)
        return result.problems()

    def test_marks(self):
        text = 'x /* ERROR "f\\"o" */ + y /* ERRORx `b.r` */\n// ERROR "late"\n'
        marks = [str(m) for m in typesdata.marks("a.go", text)]
        self.assertEqual(marks, ['a.go:1:1: ERROR f"o', "a.go:1:24: ERRORx b.r", "a.go:1:24: ERROR late"])

    def test_matching(self):
        text = 'x /* ERROR "foo" */ + y /* ERRORx `b.r` */'
        self.assertEqual(self.problems(text, "a.go:1:2: foo\na.go:1:22: bar"), [])
        self.assertEqual(len(self.problems(text, "a.go:1:9: foo\na.go:1:22: bar")), 1)  # the column
        self.assertEqual(len(self.problems(text, "a.go:1:1: foo\na.go:2:1: bar")), 2)


if __name__ == "__main__":
    unittest.main()
