// Functions that need ever larger instances.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p



func f2[P any](n int, x P) { // CHECK: :[[#@LINE]]:9: instantiation cycle:
// CHECK-NEXT: :[[#@LINE+7]]:32: P instantiated as *P
// CHECK-NEXT: :[[#@LINE+2]]:5: P instantiated as P
	if n > 0 {
		f3(n-1, x)
	}
}

func f3[P any](n int, x P) { f2(n, &x) }


func ok1[P any](n int, x P)    { ok1(n, x) }
func ok2[P, Q any](x P, y Q)   { ok2(y, x) }
func ok3[P any](x P)           { ok4([]P{x}) }
func ok4[P any](x P)           { ok3(1) }


