// RUN: not %golite-cc --stop-after=syntax --max-errors=0 %s 2>&1 | FileCheck %s --implicit-check-not=.go:
// What type parameter lists, parameter lists and interfaces must not be.
package p

type A[P] struct{} // an array of P elements
type B[P, Q] int // CHECK: .go:[[#@LINE]]:12: syntax error: missing type constraint
type C[P any, Q] int // CHECK: .go:[[#@LINE]]:16: syntax error: missing type constraint
type D[] int
type E[P any,] int
func f[]() {} // CHECK: .go:[[#@LINE]]:8: syntax error: empty type parameter list
func g[T]() {} // CHECK: .go:[[#@LINE]]:9: syntax error: missing type constraint
func h(a, b int, string) {} // CHECK: .go:[[#@LINE]]:24: syntax error: missing parameter type
func i(a int, []b) {} // CHECK: .go:[[#@LINE]]:15: syntax error: missing parameter name
func j(a ...int, b int) {} // CHECK: .go:[[#@LINE]]:10: can only use ... with final parameter
func k() (a ...int) // CHECK: .go:[[#@LINE]]:13: invalid use of ...
func l(a ...) {} // CHECK: .go:[[#@LINE]]:13: syntax error: ... is missing type
var x = func[T any]() {} // CHECK: .go:[[#@LINE]]:13: syntax error: function type must have no type parameters
var y T[] // CHECK: .go:[[#@LINE]]:9: syntax error: unexpected ], expected type argument list

type I interface {
	m()
	n[T any]() // CHECK: .go:[[#@LINE]]:3: interface method must have no type parameters
	o[]() // CHECK: .go:[[#@LINE]]:4: empty type parameter list
	~int | ~string
	T[int]
	error
}

type S struct {
	(T) // CHECK: .go:[[#@LINE]]:2: syntax error: cannot parenthesize embedded type
	*(U) // CHECK: .go:[[#@LINE]]:3: syntax error: cannot parenthesize embedded type
	*p.T "tag"
	a, b int `tag`
}
