// RUN: %run-matrix --asan %s

// Results that are nested deeper and deeper, and parameters that come back, through recursion.
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
	v           int
	left, right *node
}

//go:noinline
func build(n int) *node {
	if n == 0 {
		return nil
	}
	return &node{n, build(n - 1), build(n / 2)}
}

func (n *node) sum() int {
	if n == nil {
		return 1
	}
	return n.v + 2*n.left.sum() + 3*n.right.sum()
}

type wrap struct{ in *wrap }

//go:noinline
func nest(n int, w *wrap) *wrap {
	if n == 0 {
		return w
	}
	return nest(n-1, &wrap{w})
}

//go:noinline
func nestBack(n int) *wrap {
	if n == 0 {
		return &wrap{}
	}
	w := nestBack(n - 1)
	return &wrap{w}
}

//go:noinline
func even(n int, p *int) **int {
	if n == 0 {
		return &p
	}
	return odd(n-1, p)
}

//go:noinline
func odd(n int, p *int) **int {
	v := n
	if n == 0 {
		return &p
	}
	return even(n-1, &v)
}

// The address of each frame's variable goes down; the deepest one gives one of them up.
//
//go:noinline
func down(n int, chain *node) *node {
	here := node{v: n, left: chain}
	if n == 0 {
		return here.left.left
	}
	return down(n-1, &here)
}

func depth(w *wrap) int {
	n := 0
	for ; w != nil; w = w.in {
		n++
	}
	return n
}

func main() {
	t := build(6)
	a, b := nest(20, nil), nestBack(20)
	p := even(5, nil)
	d := down(6, nil)
	scribble(30)
	println(t.sum())            // OUTPUT: 1543
	println(depth(a), depth(b)) // OUTPUT: 20 21
	println(**p)                // OUTPUT: 2
	for ; d != nil; d = d.left {
		println(d.v)
	}
	// OUTPUT: 2
	// OUTPUT: 3
	// OUTPUT: 4
	// OUTPUT: 5
	// OUTPUT: 6
}
