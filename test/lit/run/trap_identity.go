// RUN: %run-matrix --asan %s

// Distinct variables have distinct addresses while both are in use; copies are equal, not the same.
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

type pair struct{ a, b *int }
type value struct{ a, b int }

//go:noinline
func same(p, q *int) bool { return p == q }

//go:noinline
func rounds(n int) int {
	var seen [6]*int
	different := 0
	for i := 0; i < n; i++ {
		x := i
		for k := 0; k < i; k++ {
			if seen[k] != &x && !same(seen[k], &x) {
				different++
			}
		}
		seen[i] = &x
	}
	return different
}

//go:noinline
func scopes() bool {
	var p, q *int
	{
		x := 1
		p = &x
	}
	{
		y := 1
		q = &y
	}
	return p != q && !same(p, q) && *p == *q
}

//go:noinline
func fields() (bool, bool, bool) {
	v, w := 5, 5
	a, b := pair{&v, &w}, pair{&v, &w}
	c := a
	a.b = &v
	var x, y any = b, c
	return a == b, b == c, x == y
}

//go:noinline
func fresh() *value { return &value{1, 2} }

//go:noinline
func made() (bool, bool) {
	p, q := fresh(), fresh()
	return p == q, *p == *q
}

//go:noinline
func frames(n int, up *int) bool {
	x := n
	if up != nil && (up == &x || same(up, &x)) {
		return false
	}
	return n == 0 || frames(n-1, &x) && x == n
}

//go:noinline
func boxed(v value) (bool, bool) {
	x, y := any(v), any(v)
	p, q := &v, &value{v.a, v.b}
	v.a++
	z := any(v)
	return x == y && any(p) != any(q), x == z
}

//go:noinline
func arrays() bool {
	var a, b [2]int
	s, t := a[:], b[:]
	s[0] = 4
	return &s[0] == &a[0] && &s[0] != &t[0] && a != b && &a[1] != &b[0]
}

func main() {
	println(rounds(6))          // OUTPUT: 15
	println(scopes())           // OUTPUT: true
	println(fields())           // OUTPUT: false true true
	println(made())             // OUTPUT: false true
	println(frames(9, nil))     // OUTPUT: true
	println(boxed(value{1, 2})) // OUTPUT: true false
	println(arrays())           // OUTPUT: true
	scribble(3)
}
