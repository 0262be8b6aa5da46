// A table of functions that changes while the program runs.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var table = [2]func(*int){drop, drop}
var kept *int

func drop(p *int) { *p++ }
func keep(p *int) { kept = p }

//go:noinline
func call(i int) int {
	x := 10 * i
	table[i&1](&x)
	return x
}

type ops struct{ f func(*int) }

//go:noinline
func viaField(o *ops) {
	y := 77
	o.f(&y)
}

// scribble overwrites the stack below its caller.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -n - i
	}
	if n > 0 {
		return scribble(n-1) + a[n%64]
	}
	return a[0]
}

func main() {
	println(call(2), kept == nil) // OUTPUT: 21 true
	table[0] = keep
	println(call(4)) // OUTPUT: 40
	p := kept
	scribble(20)
	println(*p) // OUTPUT: 40
	o := ops{drop}
	viaField(&o)
	o.f = func(p *int) { keep(p) }
	viaField(&o)
	scribble(20)
	println(*kept) // OUTPUT: 77
}
