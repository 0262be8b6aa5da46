// RUN: %run-matrix %s
package main

// Results beyond the registers go to the caller's buffer: also when the callee has a closure record
// and its prologue has to ask for more stack.

type six struct{ a, b, c, d, e, f int }

func maker(n int) func(int) six {
	return func(m int) six { return six{n, m, n + m, n - m, n * m, 6} }
}

//go:noinline
func deep(n int, f func(int) six) int {
	s := f(n)
	if n == 0 {
		return s.a + s.b + s.c + s.d + s.e + s.f
	}
	var pad [3]int
	pad[n%3] = s.c
	return deep(n-1, f) + pad[0] + pad[1] + pad[2] - s.c + s.f
}

type mixed struct {
	s string
	f [3]float64
}

//go:noinline
func several(i int) (int, mixed, error, bool) {
	return i, mixed{"m", [3]float64{0.5, float64(i), 2}}, nil, i > 3
}

//go:noinline
func registers(i int) (a int, s string, f float64, b bool) {
	return i + 1, "r", 1.5, i == 4
}

// The variable keeps its value when the function panics half way.
func keeps() (s six) {
	s = six{1, 2, 3, 4, 5, 6}
	defer func() { recover() }()
	s = half(0)
	return
}

//go:noinline
func half(z int) (r six) {
	r.a, r.b = 7, 7
	r.c = 1 / z
	return
}

func main() {
	println(deep(5000, maker(3))) // OUTPUT: 30015
	a, m, err, b := several(4)
	println(a, m.s, m.f[0], m.f[1], m.f[2], err == nil, b) // OUTPUT: 4 m 0.5 4 2 true true
	println(registers(4))                                  // OUTPUT: 5 r 1.5 true
	k := keeps()
	println(k.a, k.b, k.c) // OUTPUT: 1 2 3
}
