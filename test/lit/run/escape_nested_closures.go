// Variables captured two levels deep, by value and by reference.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

//go:noinline
func counter() func() func() int {
	x, step := 0, 2
	return func() func() int {
		y := 100
		return func() int {
			x += step
			y++
			return x*1000 + y
		}
	}
}

//go:noinline
func local() int {
	x := 1
	f := func() int {
		g := func() int { x *= 3; return x }
		return g() + g()
	}
	return f()*100 + x
}

var kept func() int

//go:noinline
func leaksInner(n int) int {
	x := n
	func() {
		func() {
			kept = func() int { x++; return x }
		}()
	}()
	return x
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
	f := counter()
	g, h := f(), f()
	scribble(20)
	println(g(), g(), h(), local()) // OUTPUT: 2101 4102 6101 1209
	n := leaksInner(5)
	scribble(20)
	println(n, kept(), kept()) // OUTPUT: 5 6 7
}
