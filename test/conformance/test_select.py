#!/usr/bin/env python3
"""Tests of what reads and selects Go's tests."""

import unittest

import gotok
import programs
import recipe


def texts(text):
    return {t for k, t in gotok.tokens("package p\n" + text) if k in ("keyword", "ident")} - {"package", "p"}


class Tokens(unittest.TestCase):
    def test_comments_strings_and_runes_hide_words(self):
        self.assertEqual(texts('// go f()\n/* chan */ var s = "map \\" go" + `select\n"chan`'), {"var", "s"})
        self.assertEqual(texts("var a, b = '\"', '\\'' // go\nvar d = \"chan\""), {"var", "a", "b", "d"})

    def test_semicolons(self):
        toks = gotok.tokens("x := y /*\n*/ z++\nreturn\nif a {\n}\n")
        text = " ".join(t for _, t in toks)
        self.assertEqual(text, "x := y ; z ++ ; return ; if a { } ;")

    def test_numbers(self):
        text = "0x1p-2 1e+9 .5i 1_000 0b11 a.b 1..."
        self.assertEqual([t for k, t in gotok.tokens(text) if k == "number"], ["0x1p-2", "1e+9", ".5i", "1_000", "0b11", "1."])

    def test_comments_know_the_token_before_them(self):
        text = "/* a */ x = /* b */ `s\n` // c\n\n// d\n"
        found = [(comment, text[at : at + 1] if at >= 0 else None) for comment, at in gotok.comments(text)]
        self.assertEqual(found, [(" a ", None), (" b ", "="), (" c", "`"), (" d", "`")])


class Programs(unittest.TestCase):
    def program(self, words, path="a/b.go"):
        return programs.Program("/top", path, words.split())

    def test_options_files_and_arguments(self):
        p = self.program("run -gcflags=-l -goexperiment x c.go one two")
        self.assertEqual((p.more_files, p.arguments), (["a/c.go"], ["one", "two"]))
        self.assertEqual(p.source("/work"), (["a/b.go", "a/c.go"], "/top"))

    def test_folders(self):
        self.assertEqual(self.program("rundir").source("/work"), (["--testdir", "a/b.dir"], "/top"))
        self.assertEqual(self.program('runindir -gomodversion "1.23"').module_version, "1.23")


class Recipes(unittest.TestCase):
    def test_action_and_constraints(self):
        words, constraints = recipe.recipe("//go:build linux\n\n// run -x\n\npackage main\n")
        self.assertEqual((words, constraints), (["run", "-x"], ["//go:build linux"]))
        words, constraints = recipe.recipe("// run\n\n//go:build !cgo && (amd64 || arm64)\n\npackage main\n")
        self.assertEqual((words, constraints), (["run"], ["//go:build !cgo && (amd64 || arm64)"]))

    def test_constraints(self):
        for line, holds in (
            ("//go:build linux && !windows", True),
            ("//go:build !(amd64 || arm64)", False),
            ("//go:build go1.21 && cgo", False),
            ("//go:build go1.28", False),
            ("//go:build goexperiment.x || gc", True),
        ):
            self.assertEqual(recipe.satisfied(line, recipe.TAGS), holds, line)


if __name__ == "__main__":
    unittest.main()
