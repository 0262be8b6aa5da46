// The frame of a caller stays while its last call uses an object in it.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

//go:noinline
func use(p *[8]int, n int) int {
	scribble(3)
	if n == 0 {
		return p[3]
	}
	return pass(p, n-1)
}

//go:noinline
func pass(p *[8]int, n int) int {
	a := *p
	a[3]++
	return use(&a, n)
}

//go:noinline
func start() int {
	var a [8]int
	return use(&a, 5)
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
	println(start()) // OUTPUT: 5
}
