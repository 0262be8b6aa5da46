// RUN: %run-matrix --asan %s

// Objects get pointers after they were published, or after they came from a call.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

type node struct {
	p    *int
	next *node
}

var published *node
var table [4]*node
var nodes = []*node{{}, {}, {}}

//go:noinline
func later(n int) {
	x := &node{}
	published = x
	y := &node{next: x}
	v, w := n, n+1
	x.p = &v
	y.next.next = &node{p: &w}
}

//go:noinline
func pick(i int) *node { return nodes[i%3] }

//go:noinline
func same(n *node) *node { return n }

//go:noinline
func fresh() *node { return &node{} }

//go:noinline
func keep(n *node) *node {
	table[1] = n
	return n
}

//go:noinline
func intoCall(n int) {
	v := n
	pick(n).p = &v
	w := n + 1
	same(pick(n + 1)).next = same(&node{p: &w})
	f := fresh()
	u := n + 2
	keep(f).p = &u
	g := keep(fresh())
	t := n + 3
	g.next = &node{p: &t}
}

//go:noinline
func slot(i int) **node { return &table[i] }

//go:noinline
func intoSlot(n int) {
	v := n
	*slot(2) = &node{p: &v}
	q := slot(3)
	w := n * 2
	*q = fresh()
	(*q).p = &w
}

// The container is published only at the end, and only sometimes.
//
//go:noinline
func last(n int) {
	v := n
	a := [2]*int{&v, nil}
	x := node{p: a[n&1]}
	y := &node{next: &x}
	if n > 5 {
		published = y
	}
}

func main() {
	later(1)
	scribble(20)
	println(*published.p, *published.next.p) // OUTPUT: 1 2
	intoCall(3)
	scribble(20)
	println(*nodes[0].p, *nodes[1].next.p, *table[1].next.p) // OUTPUT: 3 4 6
	intoSlot(4)
	scribble(20)
	println(*table[2].p, *table[3].p) // OUTPUT: 4 8
	last(8)
	scribble(20)
	println(*published.next.p) // OUTPUT: 8
}
