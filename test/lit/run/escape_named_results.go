// Deferred closures change named results, also after a panic.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type pair struct{ a, b *int }

//go:noinline
func f(fails bool) (p *int, s string) {
	x := 1
	defer func() {
		if r := recover(); r != nil {
			y := 2
			p, s = &y, s+"!"
		}
	}()
	p, s = &x, "ok"
	if fails {
		panic("x")
	}
	return
}

//go:noinline
func g() (q pair) {
	defer func() {
		recover()
		z := 30
		q.b = &z
	}()
	w := 20
	q.a = &w
	var np *int
	*np = 1
	return
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
	p, s := f(false)
	p2, s2 := f(true)
	q := g()
	scribble(20)
	println(*p, s, *p2, s2) // OUTPUT: 1 ok 2 ok!
	println(*q.a, *q.b)     // OUTPUT: 20 30
}
