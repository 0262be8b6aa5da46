// RUN: %run-matrix %s

// append and copy: growth, aliasing within capacity, appending a slice to itself, overlapping copies.
package main

func main() {
	base := make([]int, 3, 10)
	a := append(base, 1)
	b := append(base, 2)
	println(a[3], b[3], len(base), cap(a)) // OUTPUT: 2 2 3 10
	c := append(base[:3:3], 3)
	println(a[3], c[3], &a[0] == &b[0], &a[0] == &c[0]) // OUTPUT: 2 3 true false
	s := []int{1, 2, 3, 4, 5}
	s = append(s[:1], s[2:]...)
	println(len(s), s[0], s[1], s[3], s[:5][4]) // OUTPUT: 4 1 3 5 5
	s = append(s, s...)
	println(len(s), s[4], s[7]) // OUTPUT: 8 1 5
	s = append(s, s[0], s[1])
	n := copy(s[2:], s)
	println(n, s[2], s[3], s[4], s[9]) // OUTPUT: 8 1 3 4 5
	n = copy(s, s[5:])
	println(n, s[0], s[1]) // OUTPUT: 5 5 1
	var z []int
	z = append(z)
	println(z == nil, len(append(z, z...))) // OUTPUT: true 0
	var ss [][]int
	for i := range 20 {
		ss = append(ss, append([]int{}, i, i*i))
	}
	println(ss[19][1], len(ss)) // OUTPUT: 361 20
	type T struct {
		a string
		b [3]int
	}
	var ts []T
	for i := range 9 {
		ts = append(ts, T{string(rune('a' + i)), [3]int{i}})
		ts[0].b[1] += ts[i].b[0]
	}
	println(ts[8].a, ts[0].b[1]) // OUTPUT: i 36
	i := 0
	f := func() int { i++; return i }
	x := append([]int{f()}, f(), f())
	println(x[0], x[1], x[2]) // OUTPUT: 1 2 3
	x[0], x = 9, append(x, 4)
	println(x[0], len(x)) // OUTPUT: 1 4
	arr := [5]int{1, 2, 3, 4, 5}
	y := arr[1:3]
	y = append(y, 40)
	println(arr[3], len(y), cap(y)) // OUTPUT: 40 3 4
	y = append(y[:0:1], 9, 8)
	println(arr[1], arr[2], y[0], y[1]) // OUTPUT: 2 3 9 8
	clear(arr[2:4])
	println(arr[1], arr[2], arr[3], arr[4]) // OUTPUT: 2 0 0 5
	var es []struct{}
	es = append(es, struct{}{}, struct{}{})
	println(len(es), copy(es, es))                                                      // OUTPUT: 2 2
	println(len(append([]byte("x"), "yz"...)), string(append([]byte{}, "text"[1:]...))) // OUTPUT: 3 ext
	big := make([]int, 1<<16)
	big = append(big, big...)
	println(len(big), big[1<<17-1]) // OUTPUT: 131072 0
}
