// RUN: %run-matrix --asan %s

// Generic functions, types and methods: inference, constraints with methods, method values, closures.
package main

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) T {
	var s T
	for _, x := range xs {
		s += x
	}
	return s + 1
}

type Pair[A, B any] struct {
	a A
	b B
}

func (p *Pair[A, B]) Set(a A, b B) { p.a, p.b = a, b }
func (p Pair[A, B]) A() A          { return p.a }
func (p Pair[A, B]) Conv[C any](f func(A, B) C) C { return f(p.a, p.b) }

type Str interface{ String() string }
type S string

func (s S) String() string { return "S:" + string(s) }

type P struct{ n int }

func (p *P) String() string { return "P" }
func (p *P) Inc()           { p.n++ }

func Show[T Str](x T) string { return x.String() }
func IncAll[T any, PT interface {
	*T
	Inc()
}](xs []T) {
	for i := range xs {
		PT(&xs[i]).Inc()
	}
}

type List[T any] struct {
	next *List[T]
	v    T
}

func Map[T, U any](xs []T, f func(T) U) []U {
	var r []U
	for _, x := range xs {
		r = append(r, f(x))
	}
	return r
}
func Id[T any](x T) T { return x }
func Kind[T any](x T) string {
	type L struct{ x T }
	var e any = L{x}
	switch any(x).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice"
	}
	_, ok := e.(L)
	if ok {
		return "other"
	}
	return "?"
}

func main() {
	println(Sum(1, 2, 3), Sum(1.5, 2))
	var p Pair[int, string]
	p.Set(3, "x")
	println(p.A(), p.b)
	println(p.Conv(func(a int, b string) string { return b + b }))
	println(Show(S("q")), Show(&P{}), Show[Str](S("z")))
	xs := []P{{1}, {2}}
	IncAll(xs)
	println(xs[0].n, xs[1].n)
	for _, s := range Map([]int{1, 2}, func(i int) string { return "abc"[:i] }) {
		println(s)
	}
	for _, s := range Map([]int{1, 2}, Id[int]) {
		println(s)
	}
	println(Kind(1), Kind("x"), Kind(2.0))
	f := p.Conv[bool]
	println(f(func(a int, b string) bool { return a == 3 }))
	g := (*Pair[int, string]).Set
	g(&p, 7, "seven")
	println(p.a, p.b)
	h := p.A
	println(h())
	var l *List[int]
	for i := 0; i < 3; i++ {
		l = &List[int]{l, i}
	}
	for ; l != nil; l = l.next {
		println(l.v)
	}
}
