// RUN: %run-matrix %s

// Functions with more parameters and results than there are registers, of mixed classes.
package main

type S struct {
	a int8
	b float32
	c string
}
type B struct{ a, b, c, d, e, f int }

//go:noinline
func f(a int8, b float64, c uint16, d float32, e string, g []int, h float64, i any, j S, k bool, l B, m complex128, n float64, o float32, p, q, r, s float64, t uint8, u *int) (int, float64, string, B, S) {
	return int(a) + int(c) + len(e) + len(g) + i.(int) + int(j.a) + l.f + int(t) + *u, b + float64(d) + h + float64(j.b) + real(m)*imag(m) + n + float64(o) + p*q - r*s, e + j.c, B{f: l.a, a: l.f}, S{j.a + 1, j.b * 2, j.c + "!"}
}

//go:noinline
func floats(a, b, c, d, e, f, g, h, i, j, k, l float32) (float32, float32, float32, float32, float32, float32) {
	return a - l, b - k, c - j, d - i, e - h, f - g
}

//go:noinline
func ints(a, b, c, d, e, f, g, h, i, j int) (int, int, int, int, int, int, int) {
	return a - j, b - i, c - h, d - g, e - f, a * b * c, h * i * j
}

//go:noinline
func bools(a, b, c, d, e, f, g, h bool) (x, y, z bool, n int8) { return a && b, c || d, e != f, 5 }

type I interface {
	M(a, b, c, d, e, f, g int, h float64, s string) (B, error)
}

func (s S) M(a, b, c, d, e, f, g int, h float64, t string) (B, error) {
	return B{a, b, c, d, e + f, g + int(h) + len(t) + len(s.c)}, nil
}

func main() {
	x := 9
	a, b, c, d, e := f(-1, 2.5, 65535, 0.5, "str", []int{1, 2}, 7, 11, S{3, 1.5, "c"}, true, B{1, 2, 3, 4, 5, 6}, 2+3i, 0.25, 0.125, 2, 3, 4, 5, 255, &x)
	println(a, b, c, d.a, d.f, e.a, e.b, e.c)                          // OUTPUT: 65823 3.875 strc 6 1 4 3 c!
	println(floats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))             // OUTPUT: -11 -9 -7 -5 -3 -1
	println(ints(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))                       // OUTPUT: -9 -7 -5 -3 -1 6 720
	println(bools(true, false, true, false, true, false, true, false)) // OUTPUT: false true true 5
	var i I = S{1, 2, "three"}
	r, err := i.M(1, 2, 3, 4, 5, 6, 7, 8.5, "nine")
	println(r.a, r.d, r.e, r.f, err == nil) // OUTPUT: 1 4 11 24 true
	h := i.M
	r, _ = h(7, 6, 5, 4, 3, 2, 1, 0.5, "")
	println(r.a, r.d, r.e, r.f) // OUTPUT: 7 4 5 6
	fv := f
	a, b, c, d, e = fv(1, -2.5, 1, -0.5, "", nil, -7, 1, S{}, false, B{}, 0, 0, 0, 1, 1, 1, 1, 0, &x)
	println(a, b, c, d.a, e.a, e.c) // OUTPUT: 12 -10  0 1 !
	defer func(a, b, c, d, e, f, g int, h, i, j, k, l, m, n, o, p float64, s string) {
		println(a+b+c+d+e+f+g, h+i+j+k+l+m+n+o-p, s)
	}(1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, "deferred") // OUTPUT: 28 27 deferred
}
