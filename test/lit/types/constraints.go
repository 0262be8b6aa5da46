// Which types satisfy which constraints, and why not.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type MyInt int
type Stringer interface{ String() string }
type Number interface{ ~int | ~float64 }
type Exact interface{ int | string }
type Both interface {
	Number
	Stringer
}
type Empty interface {
	int
	string
}
type Ptr[T any] interface {
	*T
	Set(string)
}
type settable int

func (p *settable) Set(string) {}

type val int

func (v val) Set(string) {}
func (v val) String() string { return "" }

func number[T Number](T)     {}
func exact[T Exact](T)       {}
func both[T Both](T)         {}
func empty[T Empty](T)       {}
func cmp[T comparable](T)    {}
func cmpNum[T interface {
	comparable
	~int | ~[]int
}](T) {
}
func str[T Stringer](T)           {}
func ptr[T any, P Ptr[T]](x T)    {}
func direct[T int | ~string](x T) {}

type arr [2]func()
type st struct{ f []int }
type ok struct {
	i any
	e error
}

func f[A any, B comparable, C ~int, D Number](a A, b B, c C, d D) {
	number[string]("") // CHECK: :[[#@LINE]]:9: string does not satisfy Number (string missing in ~int | ~float64)
	number[MyInt](1)
	exact[MyInt](1) // CHECK: :[[#@LINE]]:8: MyInt does not satisfy Exact (possibly missing ~ for int in Exact)
	exact[float64](1) // CHECK: :[[#@LINE]]:8: float64 does not satisfy Exact (float64 missing in int | string)
	both[int](1) // CHECK: :[[#@LINE]]:7: int does not satisfy Both (missing method String)
	both[val](1)
	empty[int](1) // CHECK: :[[#@LINE]]:8: cannot satisfy Empty (empty type set)
	cmp[func()](nil) // CHECK: :[[#@LINE]]:10: func() does not satisfy comparable
	cmp[[]int](nil) // CHECK: :[[#@LINE]]:6: []int does not satisfy comparable
	cmp[arr](arr{}) // CHECK: :[[#@LINE]]:6: arr does not satisfy comparable
	cmp[st](st{}) // CHECK: :[[#@LINE]]:6: st does not satisfy comparable
	cmp[ok](ok{})
	cmp[any](nil)
	cmp[A](a) // CHECK: :[[#@LINE]]:6: A does not satisfy comparable
	cmp[B](b)
	cmp[C](c)
	cmp[[2]A]([2]A{}) // CHECK: :[[#@LINE]]:6: [2]A does not satisfy comparable
	cmp[struct{ x B }](struct{ x B }{})
	cmpNum[[]int](nil)
// CHECK: :[[#@LINE-1]]:9: []int does not satisfy interface{comparable; ~int | ~[]int} (interface{comparable; ~int | ~[]int} mentions []int, but []int is not in the type set of interface{comparable; ~int | ~[]int})
	cmpNum[int](1)
	str[int](1) // CHECK: :[[#@LINE]]:6: int does not satisfy Stringer (missing method String)
	str[*val](nil)
	str[A](a) // CHECK: :[[#@LINE]]:6: A does not satisfy Stringer (missing method String)
	ptr[settable, *settable](1)
	ptr[val, *val](1)
	ptr[int, *int](1) // CHECK: :[[#@LINE]]:11: *int does not satisfy Ptr[int] (missing method Set)
	ptr[settable, settable](1) // CHECK: :[[#@LINE]]:16: settable does not satisfy Ptr[settable] (method Set has pointer receiver)
	direct[MyInt](1) // CHECK: :[[#@LINE]]:9: MyInt does not satisfy int | ~string (possibly missing ~ for int in int | ~string)
	number[C](c)
	number[D](d)
	number[A](a) // CHECK: :[[#@LINE]]:9: A does not satisfy Number
	exact[C](c) // CHECK: :[[#@LINE]]:8: C does not satisfy Exact
	number[Number](nil) // CHECK: :[[#@LINE]]:9: cannot use type Number outside a type constraint: interface contains type constraints
	cmp[Stringer](nil)
	var _ Stringer = b // CHECK: :[[#@LINE]]:19: cannot use b (variable of type B constrained by comparable) as Stringer value in variable declaration
	var _ Exact // CHECK: :[[#@LINE]]:8: cannot use type Exact outside a type constraint: interface contains type constraints
	var _ comparable // CHECK: :[[#@LINE]]:8: cannot use type comparable outside a type constraint: interface is (or embeds) comparable
	var _ interface{ int } // CHECK: :[[#@LINE]]:8: cannot use type interface{int} outside a type constraint: interface contains type constraints
	var _ []Number // CHECK: :[[#@LINE]]:10: cannot use type Number outside a type constraint: interface contains type constraints
	var _ func(comparable) // CHECK: :[[#@LINE]]:13: cannot use type comparable outside a type constraint: interface is (or embeds) comparable
	_ = a.(Number) // CHECK: :[[#@LINE]]:6: invalid operation: cannot use type assertion on type parameter value a (variable of type A constrained by any)
}
