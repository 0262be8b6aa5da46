// A value in an interface is a copy of its own.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var kept any

//go:noinline
func keep(v any) { kept = v }

//go:noinline
func f() (any, int) {
	x := 300
	var v any = x
	x++
	p := &x
	*p++
	return v, x
}

//go:noinline
func loop(n int) int {
	var last any
	sum := 0
	for i := 1000; i < 1000+n; i++ {
		if last != nil {
			sum += last.(int)
		}
		last = i
	}
	return sum + last.(int)
}

type pair struct{ a, b int }

//go:noinline
func structs() (any, pair) {
	p := pair{1, 2}
	var v any = p
	p.a = 10
	keep(p)
	p.b = 20
	return v, p
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
	v, x := f()
	println(v.(int), x) // OUTPUT: 300 302
	println(loop(4))    // OUTPUT: 4006
	w, p := structs()
	scribble(20)
	println(w.(pair).a, w.(pair).b, p.a, p.b) // OUTPUT: 1 2 10 20
	println(kept.(pair).a, kept.(pair).b)     // OUTPUT: 10 2
}
