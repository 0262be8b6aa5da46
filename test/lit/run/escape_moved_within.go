// RUN: %run-matrix --asan %s
// OUTPUT: 2
// OUTPUT: 4
// OUTPUT: 6
// OUTPUT: 9
// OUTPUT: 11
// OUTPUT: 13
// OUTPUT: 15
// OUTPUT: 17
// OUTPUT: 19
// OUTPUT: 42 21 22

// A callee moves a pointer from one object to another that is the same to it: further nodes of a list, elements of a slice,
// results of a func it calls. Callers must learn of it.
package main

type N struct {
	next *N
	p    *int
	v    int
}

//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

//go:noinline
func tie(p *N) { p.next.next.next.next = p.next }

//go:noinline
func list() *N {
	var a, b, c, d N
	b.v = 42
	a.next, b.next, c.next = &b, &c, &d
	tie(&a)
	return d.next
}

//go:noinline
func swap(s []*int) { s[0], s[1] = s[1], s[0] }

//go:noinline
func array() *int {
	x, y := 1, 2
	a := [2]*int{&x, &y}
	swap(a[:])
	return a[0]
}

//go:noinline
func give(s []*N) { s[0].p = s[1].p }

//go:noinline
func slice() *int {
	x, y := 3, 4
	a, b := N{p: &x}, N{p: &y}
	give([]*N{&a, &b})
	return a.p
}

//go:noinline
func giveMap(m map[int]*N) { m[0].p = m[1].p }

//go:noinline
func inMap() *int {
	x, y := 5, 6
	a, b := N{p: &x}, N{p: &y}
	giveMap(map[int]*N{0: &a, 1: &b})
	return a.p
}

//go:noinline
func along(p *N) {
	for ; p.next != nil; p = p.next {
		p.p = p.next.p
	}
}

//go:noinline
func walk() *int {
	x, y, z := 7, 8, 9
	c := N{p: &z}
	b := N{p: &y, next: &c}
	a := N{p: &x, next: &b}
	along(&a)
	return b.p
}

//go:noinline
func fromFunc(get func() *N) {
	var old *N
	for range 2 {
		n := get()
		if old != nil {
			old.p = n.p
		}
		old = n
	}
}

//go:noinline
func called() *int {
	x, y := 10, 11
	a, b := N{p: &x}, N{p: &y}
	first := true
	fromFunc(func() *N {
		if first {
			first = false
			return &a
		}
		return &b
	})
	return a.p
}

//go:noinline
func fields(s []N) { s[0] = s[1] }

//go:noinline
func structs() *int {
	x, y := 12, 13
	a := [2]N{{p: &x}, {p: &y}}
	fields(a[:])
	return a[0].p
}

//go:noinline
func boxes(s []any) { s[0], s[1] = s[1], s[0] }

//go:noinline
func inBoxes() *int {
	x, y := 14, 15
	a := [2]any{&x, &y}
	boxes(a[:])
	return a[0].(*int)
}

//go:noinline
func copied(s []*int) { copy(s, s[1:]) }

//go:noinline
func inCopy() *int {
	x, y := 16, 17
	a := [2]*int{&x, &y}
	copied(a[:])
	return a[0]
}

//go:noinline
func long(p *[40]*N) { p[3].p = p[7].p }

//go:noinline
func inLong() *int {
	x, y := 18, 19
	a, b := N{p: &x}, N{p: &y}
	long(&[40]*N{3: &a, 7: &b})
	return a.p
}

//go:noinline
func variadic(n ...*N) { n[0].p, n[0].next = n[1].p, n[1].next }

//go:noinline
func spread() (*int, *N) {
	x, y, z := 20, 21, N{v: 22}
	a, b := N{p: &x}, N{p: &y, next: &z}
	variadic(&a, &b)
	return a.p, a.next
}

func main() {
	n := list()
	p := [...]*int{array(), slice(), inMap(), walk(), called(), structs(), inBoxes(), inCopy(), inLong()}
	q, m := spread()
	scribble(20)
	for _, p := range p {
		println(*p)
	}
	println(n.v, *q, m.v)
}
