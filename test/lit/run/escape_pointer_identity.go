// Distinct variables have distinct addresses; one variable has one address.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type pair struct{ a, b *int }

//go:noinline
func same(p, q *int) bool { return p == q }

//go:noinline
func f() (bool, bool) {
	x, y := 1, 1
	p, q := pair{&x, &y}, pair{&x, &y}
	return p == q, p.a == p.b
}

//go:noinline
func rounds(n int) (equal int) {
	var ps [3]*int
	for i := 0; i < n; i++ {
		x := 0
		ps[i] = &x
	}
	for i := range ps {
		for j := range ps {
			if i != j && ps[i] == ps[j] {
				equal++
			}
		}
	}
	return
}

//go:noinline
func sequence() bool {
	var p, q *int
	{
		x := 1
		p = &x
	}
	{
		y := 1
		q = &y
	}
	return p == q
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
	x, y := 1, 1
	a, b := f()
	println(same(&x, &x), same(&x, &y), a, b) // OUTPUT: true false true false
	println(rounds(3), sequence())            // OUTPUT: 0 false
}
