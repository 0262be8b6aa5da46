// RUN: %run-matrix --asan %s

// Pointers go on through conversions between struct types, named types and interfaces.
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

type from struct {
	a *int
	b []*int
}
type to from
type tagged struct {
	a *int `x:"y"`
	b []*int
}
type intPointer *int
type callback func() *int
type any1 interface{ get() *int }
type any2 interface {
	get() *int
	set(*int)
}

func (t *to) get() *int      { return t.a }
func (t *to) set(p *int)     { t.b = append(t.b, p) }
func (f callback) get() *int { return f() }

var sink *int
var sinkTo to
var sinkFunc callback

//go:noinline
func structs(n int) {
	v, w := n, n+1
	f := from{&v, []*int{&w}}
	sinkTo = to(tagged(f))
}

//go:noinline
func pointers(n int) *tagged {
	v := n
	f := from{a: &v}
	return (*tagged)(&f)
}

//go:noinline
func named(n int) *int {
	v := n
	p := intPointer(&v)
	return (*int)(p)
}

//go:noinline
func funcs(n int) {
	v := n
	f := func() *int { return &v }
	sinkFunc = callback(f)
}

//go:noinline
func interfaces(n int) *int {
	v, w := n, n*2
	t := (*to)(&from{a: &v})
	var x any2 = t
	x.set(&w)
	var y any1 = x
	y = any1(callback(func() *int { return t.b[0] }))
	return y.get()
}

func main() {
	structs(3)
	scribble(20)
	println(*sinkTo.a, *sinkTo.b[0]) // OUTPUT: 3 4
	p, q := pointers(5), named(6)
	funcs(7)
	r := interfaces(8)
	scribble(20)
	println(*p.a, *q, *sinkFunc(), *r) // OUTPUT: 5 6 7 16
}
