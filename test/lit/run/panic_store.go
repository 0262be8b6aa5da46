// RUN: %run-matrix --asan %s

// Stores before a call that panics are seen by whoever recovers; stores after it never happen.
package main

type big struct{ a, b, c, d, e, f int }

var global int

//go:noinline
func boom(p *int) {
	*p = 2
	panic("boom")
}

//go:noinline
func through(p *int) (r int) {
	defer func() { recover() }()
	*p = 1
	r = 10
	boom(p)
	*p = 3
	r = 20
	return 30
}

//go:noinline
func fill(b *big, dies bool) big {
	b.a = 1
	if dies {
		panic("fill")
	}
	return big{1, 2, 3, 4, 5, 6}
}

// The result buffer of a call that panics leaves its target untouched.
//go:noinline
func buffered() (x big) {
	x.f = 7
	defer func() {
		recover()
		x.e = x.f + 1
	}()
	var other big
	x = fill(&other, false)
	x = fill(&other, true)
	return
}

//go:noinline
func local() (r int) {
	n := 1
	defer func() {
		if recover() != nil {
			r = n
		}
	}()
	n = 2
	var p *int
	n = 3
	n = *p
	n = 4
	return n
}

//go:noinline
func globals(d int) {
	defer func() { recover() }()
	global = 1
	global = 100 / d
	global = 3
}

func main() {
	x := 0
	r := through(&x)
	println(x, r) // OUTPUT: 2 10
	b := buffered()
	println(b.a, b.b, b.e, b.f) // OUTPUT: 1 2 7 6
	println(local()) // OUTPUT: 3
	globals(0)
	println(global) // OUTPUT: 1
	globals(10)
	println(global) // OUTPUT: 3
}
