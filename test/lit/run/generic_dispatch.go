// RUN: %run-matrix --asan %s

// A method call on a type parameter: value and pointer methods, promoted ones, through embedded
// interfaces, and on interfaces; method values and expressions of type parameters and instances;
// generic methods; interfaces with type arguments.
package main

type namer interface{ name() string }
type val struct{ s string }
type ptr struct{ s string }

func (v val) name() string  { return "val " + v.s }
func (p *ptr) name() string { return "ptr " + p.s }

type inVal struct {
	n int
	val
}
type inPtr struct {
	n int
	*ptr
}
type inIface struct {
	n int
	namer
}
type deepIn struct{ *inIface }

func call[T namer](x T) string      { return x.name() }
func value[T namer](x T) string     { f := x.name; return f() }
func expr[T namer](x T) string      { f := T.name; return f(x) }
func deferred[T namer](x T) (s string) {
	defer func() { s += "!" }()
	func() {
		defer func(n func() string) { s = n() }(x.name)
	}()
	return s
}
func field[T namer](x struct{ a, b T }) string { return x.a.name() + "," + x.b.name() }
func conv[T namer](x T) namer                 { return x }
func must[T any](x namer) (y T, ok bool)      { y, ok = x.(T); return }

func all[T namer](x T) {
	println(call(x), value(x), expr(x), deferred(x), field(struct{ a, b T }{x, x}), conv(x).name())
}

type setter[T any] interface {
	*T
	set(string)
}

func (v *val) set(s string) { v.s = s }
func (v *ptr) set(s string) { v.s = s }
func fresh[T any, P setter[T]](s string) T {
	var x T
	P(&x).set(s)
	f := P.set
	f(&x, s+"2")
	g := P(&x).set
	g(s + "3")
	return x
}

type seq[T any] interface{ each(func(T)) }
type ints []int
type pairs[T any] struct{ a, b T }

func (s ints) each(f func(int)) {
	for _, x := range s {
		f(x)
	}
}
func (p *pairs[T]) each(f func(T)) { f(p.a); f(p.b) }
func (p *pairs[T]) Map[U any](f func(T) U) *pairs[U] { return &pairs[U]{f(p.a), f(p.b)} }
func (p pairs[T]) Zip[U any](q pairs[U]) pairs[pairs[any]] {
	return pairs[pairs[any]]{pairs[any]{p.a, q.a}, pairs[any]{p.b, q.b}}
}
func count[T any](s seq[T]) (n int) {
	s.each(func(T) { n++ })
	return
}

type both[T any] interface {
	seq[T]
	comparable
}

func same[T any, S both[T]](a, b S) bool { return a == b && count[T](a) == count[T](b) }

type list[T any] struct {
	pairs[T]
	seq[T]
	extra []T
}

func (l list[T]) each(f func(T)) {
	l.pairs.each(f)
	l.seq.each(f)
}

func even[T any](n int, x T) string {
	if n == 0 {
		return call(wrapped[T]{x})
	}
	return odd(n-1, x)
}
func odd[T any](n int, x T) string { return even[T](n-1, x) }

type wrapped[T any] struct{ x T }

func (w wrapped[T]) name() string {
	switch x := any(w.x).(type) {
	case namer:
		return "<" + x.name() + ">"
	case string:
		return "<" + x + ">"
	}
	return "<?>"
}

var global = fresh[val]("g")
var table = [...]func(namer) string{call[namer], value[namer], expr[namer]}

func main() {
	all(val{"a"})
	all(&val{"b"})
	all(&ptr{"c"})
	all(inVal{1, val{"d"}})
	all(&inVal{1, val{"e"}})
	all(inPtr{1, &ptr{"f"}})
	all(inIface{1, val{"g"}})
	all(deepIn{&inIface{1, &ptr{"h"}}})
	all[namer](val{"i"})
	all[namer](deepIn{&inIface{1, &ptr{"j"}}})
	_, ok := must[*ptr](conv(&ptr{"k"}))
	_, no := must[val](conv(&ptr{"k"}))
	println(ok, no)
	println(fresh[val]("x").s, fresh[ptr]("y").s, global.s)
	for _, f := range table {
		println(f(val{"t"}))
	}
	p := &pairs[int]{1, 2}
	m := p.Map(func(n int) string { return "abc"[n:] })
	println(m.a, m.b, count[int](ints{1, 2, 3}), count[string](m))
	z := p.Zip(*m)
	println(z.a.a.(int), z.b.b.(string))
	mp := p.Map[bool]
	println(mp(func(n int) bool { return n == 1 }).a)
	me := (*pairs[int]).Map[int]
	println(me(p, func(n int) int { return -n }).b)
	println(same[int](p, p), same[int](p, &pairs[int]{1, 2}))
	l := list[int]{*p, ints{4, 5, 6}, nil}
	println(count[int](l), l.Map(func(n int) int { return n * 7 }).b)
	println(even(4, "e"), even(2, val{"w"}), even(0, 1.5))
}
