// Each execution of a declaration or of new gives zeroed memory.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type rec struct {
	n int
	p *int
	a [6]int
}

//go:noinline
func touch(r *rec) int {
	s := r.n + len(r.a)
	for _, v := range r.a {
		s += v
	}
	if r.p != nil {
		s += 1000
	}
	r.n, r.p, r.a[5] = 7, &r.n, 9
	return s
}

//go:noinline
func variables(n int) (sum int) {
	for i := 0; i < n; i++ {
		var r rec
		sum += touch(&r)
	}
	return
}

//go:noinline
func news(n int) (sum int) {
	for i := 0; i < n; i++ {
		sum += touch(new(rec)) + touch(&rec{n: 1})
	}
	return
}

//go:noinline
func slices(n int) (sum int) {
	for i := 0; i < n; i++ {
		s := make([]int, 4)
		sum += s[0] + s[3]
		fill(s)
	}
	return
}

//go:noinline
func dynamic(n int) (sum int) {
	for i := 0; i < n; i++ {
		s := make([]int, n)
		sum += s[0] + s[n-1]
		fill(s)
	}
	return
}

//go:noinline
func fill(s []int) {
	for i := range s {
		s[i] = 5
	}
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
	println(variables(3), news(3), slices(3), dynamic(3), dynamic(40)) // OUTPUT: 18 39 0 0 0
}
