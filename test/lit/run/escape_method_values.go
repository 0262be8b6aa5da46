// A method value holds a copy of a value receiver, and the pointer of a pointer receiver.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type point struct{ x, y int }

func (p point) sum() int  { return p.x + p.y }
func (p *point) inc() int { p.x++; return p.x }

type summer interface{ sum() int }

var keptV, keptP func() int

//go:noinline
func f() {
	p := point{1, 2}
	keptV = p.sum
	keptP = p.inc
	p.x = 10
}

//go:noinline
func g(s summer) func() int { return s.sum }

//go:noinline
func local() int {
	p := point{3, 4}
	v, q := p.sum, p.inc
	q()
	return v()*100 + p.sum()
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
	f()
	h := g(point{5, 6})
	scribble(20)
	println(keptV(), keptP(), keptP(), h(), local()) // OUTPUT: 3 11 12 11 708
}
