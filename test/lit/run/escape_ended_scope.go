// A pointer may outlive the block that declares its variable.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

//go:noinline
func f(b bool) int {
	var p *int
	{
		x := 5
		p = &x
	}
	{
		var y [16]int
		for i := range y {
			y[i] = 77
		}
		if b {
			p = &y[3]
		}
	}
	z := 99
	q := &z
	return *p*1000 + *q
}

//go:noinline
func g(n int) int {
	var f func() int
	if n > 0 {
		x := n
		f = func() int { x++; return x }
	} else {
		y := 50
		f = func() int { y--; return y }
	}
	scribble(5)
	f()
	return f()
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
	println(f(false), f(true)) // OUTPUT: 5099 77099
	println(g(1), g(0))        // OUTPUT: 3 48
}
