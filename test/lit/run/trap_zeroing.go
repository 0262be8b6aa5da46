// RUN: %run-matrix --asan %s

// Memory of the frame is cleared at each execution of what makes an object there.
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
	a, b int
	p    *node
	s    []int
}

//go:noinline
func dirty(n *node, s []int, a *[5]int) int {
	sum := n.a + n.b + len(n.s)
	if n.p != nil {
		sum += 1000
	}
	for i := range s {
		sum += s[i]
		s[i] = 77
	}
	for i := range a {
		sum += a[i]
		a[i] = 55
	}
	n.a, n.b, n.p, n.s = 5, 6, n, s
	return sum
}

//go:noinline
func variables(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		var x node
		var a [5]int
		s := make([]int, 4)
		sum += dirty(&x, s, &a)
	}
	return sum
}

//go:noinline
func objects(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		sum += dirty(new(node), make([]int, 3), new([5]int))
		sum += dirty(&node{a: 1}, []int{0, 0}, &[5]int{1: 1})
	}
	return sum
}

//go:noinline
func jumps(n int) int {
	sum := 0
again:
	var x node
	y := new(node)
	sum += dirty(&x, nil, new([5]int)) + dirty(y, nil, new([5]int))
	n--
	if n > 0 {
		goto again
	}
	return sum
}

//go:noinline
func lengths(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		s := make([]int, i%5, 5)
		sum += len(s)*100 + s[:5][4]
		for k := range s[:5] {
			s[:5][k] = 9
		}
	}
	return sum
}

// Only some fields are set, in an order that reads the object of the round before.
//
//go:noinline
func partly(n int) int {
	last := &node{}
	sum := 0
	for i := 0; i < n; i++ {
		last = &node{a: last.a + 1, p: last}
		sum += last.b + last.a*10 + last.p.a
		last.b = 50
		if i%2 == 0 {
			last.p = nil
		}
		if len(last.s) != 0 {
			sum += 10000
		}
		last.s = make([]int, 1)
	}
	return sum
}

//go:noinline
func results(n int) (r node, a [3]int) {
	if n > 0 {
		r, a = results(n - 1)
		r.a += 2
		a[n%3]++
	}
	return
}

func main() {
	println(variables(4), objects(3)) // OUTPUT: 0 6
	println(jumps(4), lengths(11))    // OUTPUT: 0 2000
	println(partly(5))                // OUTPUT: 160
	r, a := results(7)
	println(r.a, r.b, a[0], a[1], a[2]) // OUTPUT: 14 0 2 3 2
	scribble(3)
}
