// RUN: %run-matrix --asan %s

// The last call of a function may use objects of its frame.
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
	v    int
	next *node
}

//go:noinline
func sum(n *node) int {
	if n == nil {
		return 0
	}
	return scribble(2)*0 + n.v + sum(n.next)
}

//go:noinline
func chain(n int, list *node) int {
	if n == 0 {
		return sum(list)
	}
	here := node{n, list}
	return chain(n-1, &here)
}

//go:noinline
func loop(n int, p *int, total int) int {
	total = total*3 + *p
	if n == 0 {
		return total
	}
	x := n
	return loop(n-1, &x, total)
}

//go:noinline
func odd(n int, p, q *int) int {
	if n == 0 {
		return *p*100 + *q
	}
	x := *p + n
	return even(n-1, q, &x)
}

//go:noinline
func even(n int, p, q *int) int {
	if n == 0 {
		return *p*100 + *q
	}
	var a [3]int
	a[n%3] = *q
	return odd(n-1, &a[n%3], p)
}

//go:noinline
func viaFunc(f func(*int) int, n int) int {
	x := n
	return f(&x)
}

//go:noinline
func wide(a, b, c, d, e, f, g, h *int) int {
	return *a + *b + *c + *d + *e + *f + *g + *h
}

//go:noinline
func narrow(n int) int {
	a, b, c, d, e, f, g, h := n, n+1, n+2, n+3, n+4, n+5, n+6, n+7
	return wide(&a, &b, &c, &d, &e, &f, &g, &h)
}

type adder interface{ add(*int) int }

func (n *node) add(p *int) int { scribble(1); return n.v + *p }

//go:noinline
func viaInterface(a adder, n int) int {
	x := n
	return a.add(&x)
}

//go:noinline
func ownReceiver(n int) int {
	x := n
	r := node{v: n}
	return adder(&r).add(&x)
}

func main() {
	z := 7
	println(chain(30, nil), loop(9, &z, 0))                                     // OUTPUT: 465 221434
	println(odd(6, &z, &z), even(7, &z, &z))                                    // OUTPUT: 1907 1907
	println(viaFunc(func(p *int) int { scribble(1); return *p }, 5), narrow(1)) // OUTPUT: 5 36
	println(viaInterface(&node{v: 1}, 2), ownReceiver(4))                       // OUTPUT: 3 8
}
