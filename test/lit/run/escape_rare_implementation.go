// One implementation of an interface keeps what all others only read.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type visitor interface{ visit(p *int) int }

type adder struct{ sum int }
type mul struct{ n int }
type hoarder struct{ all []*int }

func (a *adder) visit(p *int) int   { a.sum += *p; return a.sum }
func (m mul) visit(p *int) int      { return m.n * *p }
func (h *hoarder) visit(p *int) int { h.all = append(h.all, p); return len(h.all) }

//go:noinline
func each(v visitor, n int) int {
	r := 0
	for i := 0; i < n; i++ {
		x := i + 1
		r = v.visit(&x)
	}
	return r
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
	h := &hoarder{}
	println(each(&adder{}, 3), each(mul{5}, 3), each(h, 3)) // OUTPUT: 6 15 3
	scribble(20)
	println(*h.all[0], *h.all[1], *h.all[2]) // OUTPUT: 1 2 3
}
