// RUN: %run-matrix --asan %s

// Pointers through unsafe.Pointer, uintptr, unsafe.Slice, unsafe.String and unsafe.Add.
package main

import "unsafe"

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

type pair struct {
	a int
	p *int
}

var sink *int
var raw unsafe.Pointer
var ints []int
var pointers []*int
var text string

//go:noinline
func roundTrip(n int) {
	v := n
	sink = (*int)(unsafe.Pointer(uintptr(unsafe.Pointer(&v)) + 8 - 8))
}

//go:noinline
func hidden(n int) {
	v := n
	raw = unsafe.Pointer(&pair{n, &v})
}

//go:noinline
func slices(n int) {
	a := [4]int{n, n + 1, n + 2, n + 3}
	ints = unsafe.Slice(&a[1], 3)
	v, w := n, n*2
	b := [3]*int{nil, &v, &w}
	pointers = unsafe.Slice(&b[0], 3)[1:]
}

//go:noinline
func added(n int) *int {
	v := n
	p := pair{1, &v}
	return *(**int)(unsafe.Add(unsafe.Pointer(&p), unsafe.Offsetof(p.p)))
}

//go:noinline
func stored(n int) *pair {
	v := n
	var p pair
	*(**int)(unsafe.Pointer(uintptr(unsafe.Pointer(&p)) + unsafe.Offsetof(p.p))) = &v
	q := p
	return &q
}

//go:noinline
func ofString(n int) {
	b := make([]byte, 5)
	for i := range b {
		b[i] = 'a' + byte(n+i)
	}
	text = unsafe.String(&b[1], 3)
}

//go:noinline
func data(n int) *byte {
	s := []byte{byte(n), byte(n + 1)}
	return unsafe.SliceData(s[1:])
}

//go:noinline
func header(n int) *int {
	s := []int{n, n + 1}
	return *(**int)(unsafe.Pointer(&s))
}

func main() {
	roundTrip(3)
	scribble(20)
	println(*sink) // OUTPUT: 3
	hidden(4)
	scribble(20)
	println((*pair)(raw).a, *(*pair)(raw).p) // OUTPUT: 4 4
	slices(5)
	scribble(20)
	println(ints[0], ints[2], *pointers[0], *pointers[1]) // OUTPUT: 6 8 5 10
	p, q := added(7), stored(8)
	ofString(2)
	r, s := data(9), header(11)
	scribble(20)
	println(*p, *q.p, text, *r, *s) // OUTPUT: 7 8 def 10 11
}
