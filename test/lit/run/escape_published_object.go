// Stores into an object after it became visible to others.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	next *node
	p    *int
}

var root *node

//go:noinline
func publish() {
	n := &node{}
	root = n
	x := 1
	n.p = &x
	m := node{}
	n.next = &m
	y := 2
	m.p = &y
}

//go:noinline
func through(n **node) {
	x := 3
	(*n).next = &node{p: &x}
}

//go:noinline
func get() *node { return root }

//go:noinline
func fromCall() {
	x := 4
	get().next.p = &x
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
	publish()
	scribble(20)
	println(*root.p, *root.next.p) // OUTPUT: 1 2
	through(&root)
	scribble(20)
	println(*root.next.p) // OUTPUT: 3
	fromCall()
	scribble(20)
	println(*root.next.p) // OUTPUT: 4
}
