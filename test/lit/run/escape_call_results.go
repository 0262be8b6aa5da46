// Stores into objects that were obtained from a call.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	next *node
	p    *int
}

//go:noinline
func fresh() *node { return &node{} }

//go:noinline
func wrap(n *node) *node { return &node{next: n} }

//go:noinline
func keepsLocal() *node {
	n := wrap(fresh())
	x := 5
	n.next.p = &x
	return n
}

//go:noinline
func dropsLocal() int {
	n := wrap(fresh())
	x := 6
	n.next.p = &x
	return *n.next.p
}

//go:noinline
func choose(a, b *node, first bool) *node {
	if first {
		return a
	}
	return b
}

//go:noinline
func intoChosen(out *node, first bool) {
	var own node
	x := 7
	choose(out, &own, first).p = &x
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
	n := keepsLocal()
	var m node
	intoChosen(&m, true)
	k := dropsLocal()
	scribble(20)
	println(*n.next.p, k, *m.p) // OUTPUT: 5 6 7
}
