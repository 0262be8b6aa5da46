// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

// Arguments, constraints and default types together.

type Number interface{ ~int | ~int64 | ~float64 }

func sum[T Number](xs ...T) (s T)                   { return }
func apply[T, U any](xs []T, f func(T) U) []U       { return nil }
func keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }
func clone[S ~[]E, E any](s S) S                    { return s }
func id[T any](x T) T                               { return x }
func two[A, B any](a A, b B) A                      { return a }
func same[T any](a, b T)                            {}
func pointer[T any, P interface {
	*T
	set()
}](x T)                                         {}
func recv[T any](c <-chan T) T                  { return <-c }
func self[T interface{ *T }](x int)             {}
func method[T interface{ m() E }, E any](x T) E { return x.m() }
func self2[P any](n int, x P) {
	if n > 0 {
		self2(n-1, x)
		self2(n-1, &x)
	}
}

type named []int
type setter int
type hasM struct{}
type noM struct{}

func (*setter) set()   {}
func (hasM) m() string { return "" }

func _(c chan int) {
	var f float64 = sum(1, 2.5)
	var r []string = apply([]int{1}, func(i int) string { return "" })
	r = keys(map[string]bool{})
	var n named = clone(named{})
	var s string = method(hasM{})
	var i int = recv(c)
	pointer(setter(1))
	pointer(1) // CHECK: :[[#@LINE]]:9: *int does not satisfy interface{set(); *int} (missing method set)
	_ = sum("x") // CHECK: :[[#@LINE]]:9: string does not satisfy Number (string missing in ~int | ~int64 | ~float64)
	_ = sum(1, int64(2))
	_ = sum(int(1), int64(2)) // CHECK: :[[#@LINE]]:18: in call to sum, type int64 of int64(2) does not match inferred type int for T
	_ = sum(1, "x") // CHECK: :[[#@LINE]]:13: in call to sum, mismatched types untyped int and untyped string (cannot infer T)
	_ = two(1) // CHECK: :[[#@LINE]]:10: not enough arguments in call to two
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (A, B)
	_ = id(nil) // CHECK: :[[#@LINE]]:8: in call to id, cannot infer T (declared at {{.*}}:12:9)
	same(1, "x") // CHECK: :[[#@LINE]]:10: in call to same, mismatched types untyped int and untyped string (cannot infer T)
	same(n, []int{})
	same([]int{}, "x") // CHECK: :[[#@LINE]]:16: cannot use "x" (untyped string constant) as []int value in argument to same
	_ = keys(1) // CHECK: :[[#@LINE]]:10: in call to keys, cannot infer K (declared at {{.*}}:10:23)
	_ = method(noM{}) // CHECK: :[[#@LINE]]:12: in call to method, T (type noM) does not satisfy interface{m() E} (missing method m)
	_ = method(1) // CHECK: :[[#@LINE]]:12: in call to method, cannot infer E (declared at {{.*}}:21:35)
	self(1) // CHECK: :[[#@LINE]]:6: in call to self, cannot infer T (declared at {{.*}}:20:11)
	_ = apply([]int{1}, id)
	_ = apply([]int{1}, two) // CHECK: :[[#@LINE]]:22: in call to apply, type func[A, B any](a A, b B) A of two does not match inferred type func(int) U for func(T) U
	_ = apply(r, func(i int) int { return i }) // CHECK: :[[#@LINE]]:15: in call to apply, type func(i int) int of func(i int) int {…} does not match inferred type func(string) U for func(T) U
	_, _, _, _ = f, s, i, n
}
