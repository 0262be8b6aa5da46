// RUN: %run-matrix --asan %s

// Generic types declared in (generic) functions: each instance of the function has its own.
package main

func F[A, B any](a A) {
	type L[P, Q any] struct {
		a A
		p P
	}
	type M[P any] []P
	show(L[B, int]{})
	show([]L[L[A, A], M[L[A, int]]]{})
	func() {
		type K[X any] struct{ x X }
		show(K[A]{})
		show([1]K[K[int]]{})
	}()
}
func show(x any) {
	defer func() { println(recover().(error).Error()) }()
	_ = x.(int)
}
func main() {
	F[int, string](1)
	F[string, bool]("")
	type N[X any] struct{ x X }
	show(N[int]{})
	show([]N[N[int]]{})
}
