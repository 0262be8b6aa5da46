// Methods of embedded types, by value, by pointer and through an interface.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type inner struct{ p *int }

func (i *inner) set(p *int) { i.p = p }
func (i inner) get() *int   { return i.p }

type outer struct {
	inner
	n int
}
type far struct{ *outer }
type setter interface{ set(*int) }
type wrapped struct{ setter }

//go:noinline
func fill(s setter) {
	x := 8
	s.set(&x)
}

//go:noinline
func make1() far {
	o := outer{n: 1}
	x := 9
	o.set(&x)
	return far{&o}
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
	var o outer
	fill(&o)
	f := make1()
	var w wrapped
	w.setter = f
	scribble(20)
	println(*o.get(), *f.get(), f.n) // OUTPUT: 8 9 1
	fill(w)
	scribble(20)
	println(*f.get()) // OUTPUT: 8
}
