// A slice or a pointer to a part keeps the whole object.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type big struct {
	head [4]int
	mid  struct{ a, b int }
	tail [4]*int
}

var part *int
var some []int

//go:noinline
func field() {
	var b big
	b.mid.b = 5
	part = &b.mid.b
}

//go:noinline
func slice() {
	a := [8]int{0, 1, 2, 3, 4, 5, 6, 7}
	some = a[2:5]
}

//go:noinline
func elem() *big {
	bs := [3]big{}
	x := 6
	bs[1].tail[2] = &x
	return &bs[1]
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
	field()
	slice()
	b := elem()
	scribble(40)
	println(*part, some[0], some[2], cap(some), *b.tail[2]) // OUTPUT: 5 2 4 6 6
}
