// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

// Type arguments of functions that are written out, in part, or not at all.

type T[P any] struct{ x P }

func (t T[P]) get() P             { return t.x }
func (t T[P]) as[Q any](q Q) T[Q] { return T[Q]{q} }

func pair[A, B any](a A, b B) (A, B)                  { return a, b }
func less[T interface{ ~int | ~string }](a, b T) bool { return a < b }
func cmp[T comparable](a, b T) bool                   { return a == b }

func _(v T[string]) {
	_ = pair[int, string]
	var f func(int, string) (int, string) = pair[int]
	_, _ = pair[int](1, 2)
	_ = pair[int] // CHECK: :[[#@LINE]]:10: cannot infer B (declared at {{.*}}:11:14)
	_ = pair // CHECK: :[[#@LINE]]:6: cannot use generic function pair without instantiation
	_ = pair[int, int, int] // CHECK: :[[#@LINE]]:21: got 3 type arguments but want 2
	_, _ = pair[int, int, int](1, 2) // CHECK: :[[#@LINE]]:24: got 3 type arguments but want 2
	_, _ = pair[float64]("x", 1) // CHECK: :[[#@LINE]]:23: cannot use "x" (untyped string constant) as float64 value in argument to pair[float64]
	_ = less[float64] // CHECK: :[[#@LINE]]:11: float64 does not satisfy interface{~int | ~string} (float64 missing in ~int | ~string)
	_ = less(1.5, 2) // CHECK: :[[#@LINE]]:10: float64 does not satisfy interface{~int | ~string} (float64 missing in ~int | ~string)
	_ = less[[]int, int] // CHECK: :[[#@LINE]]:18: got 2 type arguments but want 1
	_ = cmp([]int{}, nil) // CHECK: :[[#@LINE]]:9: []int does not satisfy comparable
	_ = cmp(any(1), 2)
	_ = pair[undefined, int] // CHECK: :[[#@LINE]]:11: undefined: undefined
	_ = (pair)(1, 2) // CHECK: :[[#@LINE]]:7: cannot use generic function pair without instantiation
	_ = T{1} // CHECK: :[[#@LINE]]:6: cannot use generic type T[P any] without instantiation
	_ = T[int]{1}.x + v.get() // CHECK: :[[#@LINE]]:6: invalid operation: T[int]{…}.x + v.get() (mismatched types int and string)
	_ = T[int, int]{} // CHECK: :[[#@LINE]]:6: too many type arguments for type T: have 2, want 1
	_ = v.as(1).get() + 1
	_ = v.as[float64](1).get() + 1
	_ = v.as[string](1) // CHECK: :[[#@LINE]]:19: cannot use 1 (untyped int constant) as string value in argument to v.as[string]
	_ = v.as // CHECK: :[[#@LINE]]:6: cannot use generic function v.as without instantiation
	_ = T[int].as[string]
	_ = T(1) // CHECK: :[[#@LINE]]:6: cannot use generic type T without instantiation
	_ = f
}
