// RUN: %run-matrix --asan %s

// A pointer that is one of several addresses is all of them.
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

type node struct{ p, q *int }

var sink *int
var sinks []*int

//go:noinline
func one(c bool) {
	a, b := 1, 2
	p := &a
	if c {
		p = &b
	}
	sink = p
}

//go:noinline
func viaPointer(n int) {
	a, b, x := 10, 20, n
	pa, pb := &a, &b
	pp := &pa
	if n > 3 {
		pp = &pb
	}
	*pp = &x
	sinks = append(sinks[:0], pa, pb)
}

//go:noinline
func viaStruct(n int) *int {
	var s, t node
	at := &s
	for i := 0; i < n; i++ {
		if i%2 == 1 {
			at = &t
		} else {
			at = &s
		}
		v := i
		at.p, at.q = &v, at.p
	}
	if n%2 == 0 {
		return s.q
	}
	return t.p
}

//go:noinline
func choose(p, q *int, first bool) *int {
	if first {
		return p
	}
	return q
}

//go:noinline
func chosen(n int) {
	a, b, c := n, n+1, n+2
	sink = choose(choose(&a, &b, n == 1), &c, n != 3)
}

//go:noinline
func ofFuncs(n int) func() int {
	a, b := n, n*2
	f := func() int { a++; return a }
	if n > 1 {
		f = func() int { b++; return b }
	}
	g := f
	if n > 9 {
		g = nil
	}
	return g
}

func main() {
	one(false)
	scribble(20)
	println(*sink) // OUTPUT: 1
	one(true)
	scribble(20)
	println(*sink) // OUTPUT: 2
	viaPointer(2)
	scribble(20)
	println(*sinks[0], *sinks[1]) // OUTPUT: 2 20
	viaPointer(5)
	scribble(20)
	println(*sinks[0], *sinks[1]) // OUTPUT: 10 5
	p, q := viaStruct(4), viaStruct(5)
	scribble(20)
	println(*p, *q) // OUTPUT: 0 3
	for i := 1; i < 4; i++ {
		chosen(i)
		scribble(20)
		println(*sink)
	}
	// OUTPUT: 1
	// OUTPUT: 3
	// OUTPUT: 5
	f, g := ofFuncs(1), ofFuncs(2)
	scribble(20)
	println(f(), g(), f(), g()) // OUTPUT: 2 5 3 6
}
