// Errors in literals and comments leave the tree whole, so types are checked; what is wrong already is not reported
// twice. Errors of the grammar end the run.
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && not %golite-cc --stop-after=types lexical.go 2>&1 | FileCheck --match-full-lines lexical.go
// RUN: cd %t && not %golite-cc --stop-after=types grammar.go 2>&1 | FileCheck --match-full-lines grammar.go
// RUN: cd %t && not %golite-cc lexical.go -o lexical && not test -e lexical
//--- lexical.go
package main

// CHECK: lexical.go:[[#@LINE+1]]:16: unknown escape
var s int = "a\q"

// CHECK-NEXT: lexical.go:[[#@LINE+1]]:13: cannot use "b" (untyped string constant) as int value in variable declaration
var t int = "b"

// CHECK-NEXT: lexical.go:[[#@LINE+1]]:18: invalid digit '9' in octal literal
var u string = 019

// CHECK-NEXT: lexical.go:[[#@LINE+1]]:15: more than one character in rune literal
var v []int = 'ab'

// CHECK-NEXT: lexical.go:[[#@LINE+1]]:9: undefined: undef
var w = undef

// CHECK-NEXT: lexical.go:[[#@LINE+2]]:1: invalid character U+0023 '#'
// CHECK-NOT: {{.}}
#
func main() {}
//--- grammar.go
package main

// CHECK: grammar.go:[[#@LINE+1]]:15: unknown escape
var s int = "\q"

var t int = "b"

// CHECK-NEXT: grammar.go:[[#@LINE+2]]:7: syntax error: unexpected :=, expected =
// CHECK-NOT: {{.}}
var u := 1
