// RUN: %run-matrix --asan %s

// A struct that points into itself still does so after it was copied.
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

type ring struct {
	v    int
	self *ring
	at   *int
	buf  [4]int
	tail []int
}

var sink ring
var sinkPointer *ring

func (r *ring) init(v int) {
	r.v, r.self, r.at = v, r, &r.v
	r.tail = r.buf[:2]
	r.buf[1] = v + 1
}

//go:noinline
func copied(n int) {
	var r ring
	r.init(n)
	sink = r
	r.v = n * 10
	r.buf[1] = n * 20
}

//go:noinline
func returned(n int) ring {
	var r ring
	r.init(n)
	q := r
	q.v = 99
	return q
}

//go:noinline
func passed(r ring) *ring {
	r.v++
	return r.self
}

//go:noinline
func pass(n int) *ring {
	var r ring
	r.init(n)
	return passed(r)
}

//go:noinline
func inArray(n int) {
	var a [3]ring
	for i := range a {
		a[i].init(n + i)
	}
	a[0], a[2] = a[2], a[0]
	b := a
	sinkPointer = b[0].self
}

//go:noinline
func inInterface(n int) any {
	var r ring
	r.init(n)
	x := any(r)
	r.v = -1
	return x
}

func main() {
	copied(3)
	scribble(20)
	println(sink.v, sink.self.v, *sink.at, sink.self == &sink, sink.tail[1], sink.buf[1]) // OUTPUT: 3 30 30 false 60 4
	r := returned(5)
	p := pass(7)
	inArray(10)
	x := inInterface(8).(ring)
	scribble(20)
	println(r.v, r.self.v, *r.at, r.tail[1])                    // OUTPUT: 99 5 5 6
	println(p.v, *p.at, p.self == p)                            // OUTPUT: 7 7 true
	println(sinkPointer.v, *sinkPointer.at, sinkPointer.self.v) // OUTPUT: 10 12 12
	println(x.v, x.self.v, *x.at)                               // OUTPUT: 8 -1 -1
}
