// RUN: %golite-cc --stop-after=syntax %s
// RUN: not %golite-cc --stop-after=syntax %S/Inputs/semicolons_bad.go 2>&1 | FileCheck %S/Inputs/semicolons_bad.go --implicit-check-not=.go:
// Where newlines end statements and where they do not.
package p; import "fmt"

func f() (int,
	error) {
	x := a.
		b().
		c()
	y := x +
		1
	for {
		break
	}
	x++
	{ ; ; }
	L: }

func g() { return } ; func h() { f(); g() }
var s = []int{
	1,
	2,
}
var _ = f(
	1,
)
type t struct { a int; b int }
