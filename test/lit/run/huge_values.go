// RUN: %run-matrix %s

// Large arrays and structs as values: parameters, results, fields, elements, copies that overlap.
package main

type M [16][16]float64
type R struct {
	m    M
	name string
	sub  [3]struct{ a, b int32 }
}

//go:noinline
func mul(a, b M) (c M) {
	for i := range a {
		for j := range b {
			for k := range c {
				c[i][j] += a[i][k] * b[k][j]
			}
		}
	}
	return
}

//go:noinline
func mod(r R) R {
	r.m[0][0] = -1
	r.name += "!"
	r.sub[2].b = 9
	return r
}

func swap(a, b R) (R, R) { return b, a }

type shift struct{ a [10]int }

func main() {
	var a, id M
	for i := range a {
		id[i][i] = 1
		for j := range a[i] {
			a[i][j] = float64(i*16 + j)
		}
	}
	println(mul(a, id) == a, mul(a, a)[15][15], mul(mul(a, a), a)[0][1]) // OUTPUT: true 540040 4.080544e+07
	a = mul(a, a)
	println(a[3][4]) // OUTPUT: 115552
	r := R{m: a, name: "r"}
	s := mod(r)
	println(r.m[0][0], s.m[0][0], r.name, s.name, r.sub[2].b, s.sub[2].b, r == s) // OUTPUT: 19840 -1 r r! 0 9 false
	r, s = s, r
	println(r.name, s.name) // OUTPUT: r! r
	r, s = swap(r, s)
	println(r.name, s.name) // OUTPUT: r r!
	rs := []R{r, s}
	rs[0], rs[1] = rs[1], rs[0]
	rs[0] = mod(rs[0])
	p := &rs[1]
	*p = mod(*p)
	println(rs[0].name, rs[1].name, p.sub[2].b) // OUTPUT: r!! r! 9
	var e any = rs[0]
	rs[0].name = ""
	println(e.(R).name, e == any(rs[0])) // OUTPUT: r!! false
	x := shift{[10]int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}
	y := x
	x.a, y = y.a, x
	copy(x.a[1:], x.a[:])
	println(x.a[0], x.a[1], x.a[9], y.a[9]) // OUTPUT: 0 0 8 9
	arr := [2][2][2]int{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}
	arr[0], arr[1] = arr[1], arr[0]
	arr[0][0], arr[1][1] = arr[1][1], arr[0][0]
	println(arr[0][0][0], arr[0][1][0], arr[1][0][1], arr[1][1][1]) // OUTPUT: 3 7 2 6
	f := func(v [50]int) (r [50]int) {
		for i := range v {
			r[49-i] = v[i]
		}
		return
	}
	var v [50]int
	v[0] = 1
	v = f(v)
	println(v[0], v[49], f(f(v)) == v) // OUTPUT: 0 1 true
	ch := func() R { defer func() { r.name = "late" }(); return r }()
	println(ch.name, r.name) // OUTPUT: r late
}
