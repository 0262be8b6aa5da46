// Structs that hold pointers to themselves, copied.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	self *node
	v    int
}

//go:noinline
func f() node {
	n := node{v: 1}
	n.self = &n
	m := n
	n.v = 2
	return m
}

//go:noinline
func ring(k int) int {
	var ns [4]node
	for i := range ns {
		ns[i] = node{&ns[(i+1)%4], i}
	}
	copies := ns
	ns[1].v = 50
	p := &copies[0]
	for i := 0; i < k; i++ {
		p = p.self
	}
	return p.v
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
	m := f()
	scribble(20)
	println(m.v, m.self.v, m.self.self == m.self) // OUTPUT: 1 2 true
	println(ring(1), ring(4))                     // OUTPUT: 50 0
}
