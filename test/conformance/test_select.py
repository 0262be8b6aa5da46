#!/usr/bin/env python3
"""Tests of the tokeniser and of the selection of Go's tests."""

import unittest

import gotok
import select_tests


def uses(text):
    return select_tests.excluded_constructs(gotok.tokens("package p\n" + text))


class Tokens(unittest.TestCase):
    def test_comments_strings_and_runes_hide_words(self):
        self.assertEqual(uses('// go f()\n/* chan */ var s = "map[int]int \\" go" + `select\n"chan`'), set())
        self.assertEqual(uses("var a, b, c = '\"', '\\'', '`' // go\nvar d = \"chan\""), set())

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


class Constructs(unittest.TestCase):
    def test_keywords(self):
        self.assertEqual(uses("var m map[string]int"), {"maps"})
        self.assertEqual(uses("func f(c chan int) { c <- 1 }"), {"channels"})
        self.assertEqual(uses("func f() { go f() }"), {"goroutines"})
        self.assertEqual(uses("func f() { select {} }"), {"select"})

    def test_type_parameters(self):
        for text in (
            "func f[T any](x T) {}",
            "type L[T any] struct{}",
            "type (\n\tA int\n\tL[K, V any] struct{}\n)",
            "type L[T interface{ ~int }] []T",
            "func (x T) m[P any]() {}",
        ):
            self.assertEqual(uses(text), {"type parameters"}, text)

    def test_arrays_are_no_type_parameters(self):
        for text in (
            "type A [N]int",
            "type A [2 * N]int",
            "type A [N * 2]int",
            "type A []int",
            "type A [...]int",
            "func f(x [N]int) [N]T { return a[i][j] }",
            "func (x T) m() [2]int { return x.a }",
        ):
            self.assertEqual(uses(text), set(), text)

    def test_range_over_func(self):
        self.assertEqual(uses("func it(yield func(int) bool) {}\nfunc f() { for x := range it { use(x) } }"), {"range over func"})
        self.assertEqual(uses("func any(a []int, ok func(int) bool) { for range a {} }"), set())
        self.assertEqual(uses("func it(yield func(int) bool) {}"), set())


class Recipes(unittest.TestCase):
    def test_action_and_constraints(self):
        words, constraints = select_tests.recipe("//go:build linux\n\n// run -x\n\npackage main\n")
        self.assertEqual((words, constraints), (["run", "-x"], ["//go:build linux"]))
        words, constraints = select_tests.recipe("// run\n\n//go:build !cgo && (amd64 || arm64)\n\npackage main\n")
        self.assertEqual((words, constraints), (["run"], ["//go:build !cgo && (amd64 || arm64)"]))

    def test_constraints(self):
        for line, holds in (
            ("//go:build linux && !windows", True),
            ("//go:build !(amd64 || arm64)", False),
            ("//go:build go1.21 && cgo", False),
            ("//go:build go1.28", False),
            ("//go:build goexperiment.x || gc", True),
        ):
            self.assertEqual(select_tests.satisfied(line, select_tests.TAGS), holds, line)

    def test_imports(self):
        text = 'package p\nimport "fmt"\nimport (\n\t. "os"\n\tu "unsafe" // "x"\n)\nvar s = "y"\n'
        self.assertEqual(select_tests.imports(gotok.tokens(text)), ["fmt", "os", "unsafe"])


if __name__ == "__main__":
    unittest.main()
