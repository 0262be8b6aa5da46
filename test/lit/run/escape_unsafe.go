// Pointers that travel as unsafe.Pointer, through unsafe.Slice and unsafe.String, or as uintptr in one expression.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

import "unsafe"

type header struct {
	data     unsafe.Pointer
	len, cap int
}

type pair struct{ a, b *int }

var keptP unsafe.Pointer

//go:noinline
func raw() {
	x := 1
	keptP = unsafe.Pointer(&x)
}

//go:noinline
func add() *int {
	a := [4]int{1, 2, 3, 4}
	return (*int)(unsafe.Add(unsafe.Pointer(&a[0]), 16))
}

//go:noinline
func integer() *int {
	p := &pair{}
	x := 5
	p.b = &x
	return *(**int)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8))
}

//go:noinline
func slices() []int {
	a := [4]int{6, 7, 8, 9}
	return unsafe.Slice(&a[1], 2)
}

//go:noinline
func pointers() []*int {
	x, y := 10, 11
	a := [2]*int{&x, &y}
	return unsafe.Slice(&a[0], 2)
}

//go:noinline
func viaHeader() unsafe.Pointer {
	a := []int{12, 13}
	h := (*header)(unsafe.Pointer(&a))
	return h.data
}

//go:noinline
func text() string {
	b := [3]byte{'x', 'y', 'z'}
	return unsafe.String(&b[1], 2)
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
	raw()
	a, b, c, d, e, f := add(), integer(), slices(), pointers(), viaHeader(), text()
	scribble(30)
	println(*(*int)(keptP), *a, *b, c[0], c[1], *d[0], *d[1]) // OUTPUT: 1 3 5 7 8 10 11
	println((*[2]int)(e)[1], f)                               // OUTPUT: 13 yz
}
