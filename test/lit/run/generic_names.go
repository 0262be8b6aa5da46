// RUN: %run-matrix --asan %s

// Names of instances and of types declared in generic functions, as failed assertions show them.
package main

type Pair[A, B any] struct {
	a A
	b B
}
type X struct{}

func (p Pair[A, B]) V() string  { return "v" }
func (p *Pair[A, B]) P() string { return "p" }

type I interface{ V() string }

func try(f func()) {
	defer func() {
		switch e := recover().(type) {
		case error:
			println(e.Error())
		case string:
			println(e)
		default:
			println("?")
		}
	}()
	f()
}
func Conv[T any](x any) T { return x.(T) }
func Loc[T any](x T) (any, any) {
	type L struct{ x T }
	type K int
	return L{x}, K(1)
}
func (p Pair[A, B]) L() any {
	type L struct{ a A }
	return L{}
}

type G[T any] struct{ p *Pair[T, int] }
type Emb[T any] struct{ *Pair[T, int] }

func main() {
	type L int
	try(func() { Conv[int]("x") })
	try(func() { Conv[Pair[int, X]](Pair[X, []int]{}) })
	try(func() { Conv[Pair[int, X]](&Pair[X, map[string]any]{}) })
	try(func() { Conv[I](X{}) })
	try(func() { Conv[I](Emb[L]{}); println("ok") })
	try(func() { Conv[interface{ Foo(Pair[L, int]) }](Emb[L]{}) })
	try(func() { var p *Pair[int, L]; I(p).V() })
	try(func() { a, b := Loc(1); Conv[L](a); _ = b })
	try(func() { _, b := Loc(1); Conv[L](b) })
	try(func() { _, b := Loc(L(1)); Conv[L](b) })
	try(func() { _, b := Loc(1); _, c := Loc("s"); println(b == c); _, d := Loc(2); println(b == d) })
	try(func() { a, _ := Loc(1); b, _ := Loc(a); Conv[L](b) })
	try(func() { Conv[L](Pair[int, L]{}.L()) })
	try(func() {
		Conv[L](Pair[struct{ a, B int }, interface {
			m()
			N()
		}]{})
	})
	try(func() { Conv[L](Pair[func(int, ...X) error, [3]*X]{}) })
	try(func() { var m any = []int{}; _ = m == any([]int{}) })
	try(func() { var m any = Pair[int, []int]{}; _ = m == m })
	try(func() { var e Emb[string]; I(e).V() })
}
