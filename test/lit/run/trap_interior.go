// RUN: %run-matrix --asan %s

// A slice or a pointer into an object keeps all of it.
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

type inner struct {
	x int
	p *int
}

type outer struct {
	a    int
	in   inner
	list [3]inner
	tail []int
}

var sliceSink []int
var sink *int
var innerSink *inner
var listSink []inner

//go:noinline
func slice(n int) {
	var a [8]int
	for i := range a {
		a[i] = n + i
	}
	s := a[2:4]
	sliceSink = s[1:2]
}

//go:noinline
func field(n int) {
	o := outer{a: n}
	o.in.x = n + 1
	q := &o
	sink = &q.in.x
}

//go:noinline
func element(n int) {
	var o outer
	v := n
	o.list[1] = inner{n, &v}
	innerSink = &o.list[n%3]
}

//go:noinline
func elements(n int) {
	o := &outer{}
	v, w := n, n+1
	o.list[1].p = &v
	o.list[2].p = &w
	listSink = o.list[:1]
}

//go:noinline
func ofSlice(n int) {
	s := make([]int, 4)
	s[3] = n
	sink = &s[3]
	t := []inner{{n, nil}, {n + 1, nil}}
	t[1].p = &t[0].x
	innerSink = &t[1]
}

//go:noinline
func nested(n int) *int {
	o := outer{tail: []int{n, n + 1, n + 2}}
	m := [2]outer{{}, o}
	r := m[1].tail[1:]
	return &r[1]
}

//go:noinline
func arrayPointer(n int) *[2]int {
	s := make([]int, 5)
	for i := range s {
		s[i] = n * i
	}
	return (*[2]int)(s[2:])
}

func main() {
	slice(5)
	scribble(20)
	println(sliceSink[0], sliceSink[:5][4], cap(sliceSink)) // OUTPUT: 8 12 5
	field(3)
	scribble(20)
	println(*sink) // OUTPUT: 4
	element(4)
	scribble(20)
	println(innerSink.x, *innerSink.p) // OUTPUT: 4 4
	elements(6)
	scribble(20)
	println(*listSink[:3][1].p, *listSink[:3][2].p) // OUTPUT: 6 7
	ofSlice(8)
	scribble(20)
	println(*sink, innerSink.x, *innerSink.p) // OUTPUT: 8 9 8
	p, q := nested(1), arrayPointer(3)
	scribble(20)
	println(*p, q[0], q[1]) // OUTPUT: 3 6 9
}
