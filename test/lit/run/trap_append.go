// RUN: %run-matrix --asan %s

// With spare capacity append writes into the caller's array; growth leaves the old array and its header valid.
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

var sink []*int
var bytes []byte

//go:noinline
func into(s []*int, n int) {
	x := n
	_ = append(s, &x)
}

//go:noinline
func intoArray(a *[4]*int, n int) {
	x, y := n, n+1
	s := append(a[:1], &x)
	s = append(s, &y)
}

//go:noinline
func grown(s []*int, n int) []*int {
	x := n
	return append(s, &x)
}

//go:noinline
func spare(n int) *int {
	var room [3]*int
	s := room[:0]
	into(s, n)
	grown(s[:1], n+1)
	return s[:2][n&1]
}

//go:noinline
func oldHeader(n int) int {
	a := make([]*int, 0, 2)
	x, y, z := n, n+1, n+2
	a = append(a, &x, &y)
	b := append(a, &z)
	b[0] = &z
	*a[0] = 50
	return *a[0]*10000 + *b[0]*100 + len(a)*10 + len(b)
}

//go:noinline
func keepBoth(n int) {
	local := []*int{}
	for i := 0; i < n; i++ {
		v := i
		old := local
		local = append(local, &v)
		if i == 2 {
			sink = old[:2:2]
		}
	}
}

//go:noinline
func ofAppended(n int) []*int {
	x := n
	var s []*int
	t := []*int{&x}
	s = append(s, t...)
	s = append(s, s...)
	return s
}

//go:noinline
func strings(s string) {
	b := append(make([]byte, 0, 32), s...)
	c := append(b, '!')
	b = append(b, '?')
	bytes = c
}

//go:noinline
func copied(n int) {
	x, y := n, n+1
	from := []*int{&x, &y, nil}
	to := make([]*int, 2)
	println(copy(to, from))
	sink = to
}

func main() {
	backing := make([]*int, 1, 4)
	into(backing, 3)
	scribble(20)
	println(*backing[:2][1]) // OUTPUT: 3
	var a [4]*int
	intoArray(&a, 5)
	scribble(20)
	println(*a[1], *a[2]) // OUTPUT: 5 6
	g := grown(grown(nil, 7), 8)
	scribble(20)
	println(*g[0], *g[1]) // OUTPUT: 7 8
	p, q := spare(1), spare(2)
	scribble(20)
	println(*p, *q)       // OUTPUT: 2 2
	println(oldHeader(4)) // OUTPUT: 500623
	keepBoth(5)
	scribble(20)
	println(len(sink), *sink[0], *sink[1]) // OUTPUT: 2 0 1
	s := ofAppended(9)
	scribble(20)
	println(len(s), *s[1]) // OUTPUT: 2 9
	strings("some bytes")
	scribble(20)
	println(string(bytes)) // OUTPUT: some bytes?
	copied(6)              // OUTPUT: 2
	scribble(20)
	println(*sink[0], *sink[1]) // OUTPUT: 6 7
}
