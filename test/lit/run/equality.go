// RUN: %run-matrix %s

// == of structs, arrays, interfaces, strings, floats, with padding and blank fields.
package main

type padded struct {
	a int8
	b int64
	c int16
	d float32
}
type blank struct {
	a int8
	_ int64
	b int16
	_ float64
	_ [3]int
}
type mixed struct {
	s string
	e any
	f float64
	p *int
	a [2]string
}
type long [100]byte
type nest struct {
	p padded
	l long
	m [2]mixed
}

//go:noinline
func dirty(x byte) (p padded) {
	var junk [64]byte
	for i := range junk {
		junk[i] = x
	}
	p = padded{int8(junk[1]) & 1, 2, 3, 4}
	return
}

func main() {
	var zero float64
	nan := zero / zero
	println(dirty(0xff) == dirty(0x55), dirty(1) == padded{1, 2, 3, 4}, dirty(1) == padded{1, 2, 4, 4}) // OUTPUT: true true false
	println(blank{a: 1, b: 2} == blank{a: 1, b: 2}, blank{a: 1, b: 2} == blank{a: 1, b: 3})             // OUTPUT: true false
	x, y := 1, 1
	m := mixed{"s", 5, 1.5, &x, [2]string{"a", "b"}}
	n := m
	println(m == n, &m == &n) // OUTPUT: true false
	n.p = &y
	println(m == n, m != n) // OUTPUT: false true
	n = m
	n.e = int8(5)
	println(m == n) // OUTPUT: false
	n.e = 5
	n.s = string([]byte{'s'})
	n.a[1] = "b" + n.a[1][:0]
	println(m == n) // OUTPUT: true
	m.f, n.f = nan, nan
	println(m == n, m == m, nan == nan, nan != nan) // OUTPUT: false false false true
	m.f, n.f = 0, -zero
	println(m == n, [1]float64{zero} == [1]float64{-1 / (1 / zero)}) // OUTPUT: true true
	var l, k long
	k[99] = 1
	println(l == k, l != k, l == long{}) // OUTPUT: false true true
	a, b := nest{m: [2]mixed{m, m}}, nest{m: [2]mixed{m, m}}
	println(a == b) // OUTPUT: true
	b.m[1].a[0] = "z"
	println(a == b) // OUTPUT: false
	var e, f any = a, a
	println(e == f, e == any(b), any(dirty(3)) == any(dirty(7)), any(blank{}) == any(blank{})) // OUTPUT: true false true true
	e, f = nan, nan
	println(e == f, e == any(float32(1)), any("a") == any("a"), any(1) == any(int64(1))) // OUTPUT: false false true false
	e, f = [3]any{1, "x", 2i}, [3]any{1, "x", 2i}
	println(e == f, e != f) // OUTPUT: true false
	var err error
	println(err == nil, e == nil, any(err) == nil, any((*int)(nil)) == nil)               // OUTPUT: true false true false
	println("abc" < "abd", "ab" < "abc", "" < "a", "b" > "abc", "é" > "z", "a\x00" > "a") // OUTPUT: true true true true true true
	c := complex(nan, 0)
	println(c == c, 1+2i == complex(1, 2), complex64(1i) != complex64(2i)) // OUTPUT: false true true
	switch any(m.s) {
	case 1, nil, "q":
		println("wrong")
	case "s":
		println("s") // OUTPUT: s
	}
}
