// RUN: not %golite-cc --stop-after=syntax --max-errors=0 %s 2>&1 | FileCheck %s --implicit-check-not=.go:
// Errors in gc's words, several a file; what is between them is right.
package p

func statements() {
	a b // CHECK: .go:[[#@LINE]]:4: syntax error: unexpected name b at end of statement
	y := 2
	if x { } else y() // CHECK: .go:[[#@LINE]]:16: syntax error: else must be followed by if or statement block
	go (f()) // CHECK: .go:[[#@LINE]]:5: expression in go must not be parenthesized
	defer f()
	a, b // CHECK: .go:[[#@LINE]]:{{[0-9]+}}: syntax error: unexpected newline, expected := or = or comma
	y = f()
}

func expressions() {
	x[] = 1 // CHECK: .go:[[#@LINE]]:4: syntax error: unexpected ], expected operand
	y = x[1:2:] // CHECK: .go:[[#@LINE]]:12: final index required in 3-index slice
	y = x[::3] // CHECK: .go:[[#@LINE]]:9: middle index required in 3-index slice
	y = x.1 // CHECK: .go:[[#@LINE]]:7: syntax error: unexpected literal .1 at end of statement
	f(1 2) // CHECK: .go:[[#@LINE]]:6: syntax error: unexpected literal 2 in argument list; possibly missing comma or )
	z := []int{1, 2
	} // CHECK: .go:[[#@LINE-1]]:17: syntax error: unexpected newline in composite literal; possibly missing comma or }
	y = (1 + ) // CHECK: .go:[[#@LINE]]:11: syntax error: unexpected ), expected expression
	x = = 1 // CHECK: .go:[[#@LINE]]:6: syntax error: unexpected =, expected expression
}

func selector() {
	x := y.; z() // CHECK: .go:[[#@LINE]]:9: syntax error: unexpected semicolon, expected name or (
}

func (t T, u U) m() {} // CHECK: .go:[[#@LINE]]:17: method has multiple receivers
func () n()         {} // CHECK: .go:[[#@LINE]]:9: method has no receiver
func ()             {} // CHECK: .go:[[#@LINE]]:21: method has no receiver
// CHECK: .go:[[#@LINE-1]]:21: syntax error: unexpected {, expected name

func g()
{ // CHECK: .go:[[#@LINE]]:1: syntax error: unexpected semicolon or newline before {
}

var x int

x := 1 // CHECK: .go:[[#@LINE]]:1: syntax error: non-declaration statement outside function body

import "fmt" // CHECK: .go:[[#@LINE]]:1: syntax error: imports must appear before other declarations

type T // CHECK: .go:[[#@LINE]]:{{[0-9]+}}: syntax error: unexpected newline in type declaration
type U struct { a int b int } // CHECK: .go:[[#@LINE]]:23: syntax error: unexpected name b in struct type; possibly missing semicolon or newline or }
const c := 1 // CHECK: .go:[[#@LINE]]:9: syntax error: unexpected :=, expected =
var v = 1 2 // CHECK: .go:[[#@LINE]]:11: syntax error: unexpected literal 2 after top level declaration
var ch chan = nil // CHECK: .go:[[#@LINE]]:13: syntax error: missing channel element type
var w int

func label() {
L: else // CHECK: .go:[[#@LINE]]:2: syntax error: missing statement after label
} // CHECK: .go:[[#@LINE]]:1: syntax error: unexpected } after top level declaration
