// RUN: %run-matrix --asan %s

// What comes out of a type switch or an assertion is what went in.
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

type point struct{ p *int }
type pointer struct{ x, y int }
type big struct {
	a int
	p *int
	q *int
}

func (p *pointer) get() *int { return &p.y }
func (b big) get() *int      { return b.q }

type getter interface{ get() *int }

var sink *int
var sinks []*int

//go:noinline
func of(x any) *int {
	switch v := x.(type) {
	case *int:
		return v
	case point:
		return v.p
	case *pointer:
		return &v.x
	case big:
		return v.q
	case []*int:
		return v[len(v)-1]
	case [1]*int:
		return v[0]
	case func() *int:
		return v()
	case getter:
		return v.get()
	case error, nil:
		return nil
	}
	return nil
}

//go:noinline
func call(n int) {
	v := n
	p := pointer{n + 1, n + 2}
	b := big{n, nil, new(int)}
	*b.q = n + 3
	sinks = []*int{of(&v), of(point{&v}), of(&p), of(b), of([]*int{nil, b.q}), of([1]*int{&p.y}),
		of(func() *int { return &p.x }), of(&b)}
}

//go:noinline
func asserted(x any) *int {
	if g, ok := x.(getter); ok {
		if b, ok := g.(big); ok {
			b.q = b.p
			return b.p
		}
		return g.get()
	}
	return x.(*int)
}

//go:noinline
func assertions(n int) {
	v, w := n, n+1
	p := pointer{n, n + 2}
	sinks = []*int{asserted(big{p: &v, q: &w}), asserted(&p), asserted(&v)}
}

//go:noinline
func nested(n int) *int {
	v := n
	x := any(&v)
	y := any(&x)
	z := any(y)
	return (*z.(*any)).(*int)
}

//go:noinline
func swapped(n int) *int {
	v, w := n, n+1
	var x, y any = &v, point{&w}
	x, y = y, x
	if p, ok := x.(point); ok {
		return p.p
	}
	return y.(*int)
}

func main() {
	call(5)
	scribble(20)
	for _, p := range sinks {
		println(*p)
	}
	// OUTPUT: 5
	// OUTPUT: 5
	// OUTPUT: 6
	// OUTPUT: 8
	// OUTPUT: 8
	// OUTPUT: 7
	// OUTPUT: 6
	// OUTPUT: 8
	assertions(9)
	scribble(20)
	println(*sinks[0], *sinks[1], *sinks[2]) // OUTPUT: 9 11 9
	p, q := nested(3), swapped(4)
	scribble(20)
	println(*p, *q) // OUTPUT: 3 5
}
