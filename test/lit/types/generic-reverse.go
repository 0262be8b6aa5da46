// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

// Generic functions where a function type is wanted.

func id[T any](x T) T                   { return x }
func two[A, B any](a A, b B) A          { return a }
func num[T ~int | ~string](x T) (r T)   { return }
func take(fs ...func(int) int)          {}
func takeAny[T any](f func(T) T, x T) T { return f(x) }

type fn func(int) int
type holder struct{ f func(int) int }

var _ func(int) int = id
var _, _ func(int) int = id, num
var x func(string) = id // CHECK: :[[#@LINE]]:22: inferred type func(x string) string for func(x T) T does not match type func(string) of x

func result() (func(int) int, error) { return id, nil }
func one() fn                        { return id }

func _(c chan func(int) int, m map[string]fn) {
	var f func(string, bool) string
	f = two
	f = two[string]
	f = two[int] // CHECK: :[[#@LINE]]:9: type func(string, bool) string of f does not match func(a int, b B) int
	f = id // CHECK: :[[#@LINE]]:6: type func(string, bool) string of f does not match func(x T) T (cannot infer T)
	m["a"] = id
	c <- id
	take(id, num, id[int], two) // CHECK: :[[#@LINE]]:25: in call to take, type func[A, B any](a A, b B) A of two does not match func(int) int
	_ = takeAny(id, 1)
	_ = takeAny(num, 1.5) // CHECK: :[[#@LINE]]:13: float64 does not satisfy ~int | ~string (float64 missing in ~int | ~string)
	_ = []func(int) int{id, 1: num}
	_ = map[string]func(int) int{"a": id}
	_ = holder{id}
	_ = holder{f: num}
	_ = fn(id)
	_ = (func(float64) float64)(num) // CHECK: :[[#@LINE]]:30: float64 does not satisfy ~int | ~string (float64 missing in ~int | ~string)
	var a any = id // CHECK: :[[#@LINE]]:14: cannot use generic function id without instantiation
	_ = id // CHECK: :[[#@LINE]]:6: cannot use generic function id without instantiation
	v := id // CHECK: :[[#@LINE]]:7: cannot use generic function id without instantiation
	_, _, _ = f, a, v
}
