// RUN: %run-matrix --asan %s

// Methods promoted through embedded values, pointers and interfaces keep what they keep.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

type base struct {
	p    *int
	list []*int
}

func (b *base) set(p *int)  { b.p = p }
func (b base) get() *int    { return b.p }
func (b *base) add(p *int)  { b.list = append(b.list, p) }
func (b *base) addr() **int { return &b.p }

type middle struct {
	name string
	base
}
type outer struct {
	*middle
	n int
}
type withInterface struct {
	setter
	n int
}
type setter interface {
	set(*int)
	get() *int
}

var kept **int
var keptGet func() *int

//go:noinline
func store(o outer, n int) {
	v, w := n, n+1
	o.set(&v)
	o.add(&w)
}

//go:noinline
func storeInterface(s setter, n int) {
	v := n
	s.set(&v)
}

//go:noinline
func value(n int) *int {
	v := n
	m := middle{base: base{p: &v}}
	return m.get()
}

//go:noinline
func inside(n int) {
	v := n
	m := outer{&middle{}, 0}
	m.p = &v
	kept = m.addr()
}

//go:noinline
func methodOfInterface(n int) {
	v := n
	w := withInterface{setter: &base{}}
	w.set(&v)
	keptGet = w.get
	w.setter = nil
}

func main() {
	o := outer{&middle{}, 1}
	store(o, 3)
	scribble(20)
	println(*o.p, *o.list[0]) // OUTPUT: 3 4
	w := withInterface{setter: &o}
	storeInterface(w, 5)
	scribble(20)
	println(*o.get(), *w.get()) // OUTPUT: 5 5
	p := value(6)
	inside(7)
	methodOfInterface(8)
	scribble(20)
	println(*p, **kept, *keptGet()) // OUTPUT: 6 7 8
}
