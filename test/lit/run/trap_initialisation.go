// RUN: %run-matrix --asan %s

// What package variables get when they are initialised lives for ever.
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
	v    *int
	next *node
	get  func() int
}

var (
	x, y       = 1, 2
	first      = &node{v: &x, next: second}
	second     = makeNode(5)
	table      = [...]*node{makeNode(6), {v: &y}, first}
	funcs      = []func() int{counter(7), func() int { return *second.v }, counter(20)}
	iface  any = node{v: local(8)}
	text       = join("a", "b")
	keep       = register(&node{v: local(9)})
)

var registered []*node

func register(n *node) bool {
	v := 10
	registered = append(registered, n, &node{v: &v})
	return true
}

//go:noinline
func makeNode(n int) *node {
	v := n
	return &node{v: &v, get: func() int { v++; return v }}
}

//go:noinline
func counter(n int) func() int { return func() int { n++; return n } }

//go:noinline
func local(n int) *int { return &n }

//go:noinline
func join(a, b string) string { return a + b + a }

func init() {
	z := 30
	second.next = &node{v: &z}
	for i := range 2 {
		registered = append(registered, &node{v: &i})
	}
}

func init() {
	var buf [4]int
	buf[2] = 40
	registered[0].next = &node{v: &buf[2]}
}

func main() {
	scribble(20)
	println(*first.v, *first.next.v, *table[0].v, *table[1].v, *table[2].next.next.v) // OUTPUT: 1 5 6 2 30
	println(funcs[0](), funcs[1](), funcs[2](), funcs[0]())                           // OUTPUT: 8 5 21 9
	println(*iface.(node).v, text, second.get(), *second.v)                           // OUTPUT: 8 aba 6 6
	for _, n := range registered {
		println(*n.v)
	}
	// OUTPUT: 9
	// OUTPUT: 10
	// OUTPUT: 0
	// OUTPUT: 1
	println(*registered[0].next.v, keep) // OUTPUT: 40 true
}
