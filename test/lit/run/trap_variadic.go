// RUN: %run-matrix --asan %s

// The slice of a variadic call is kept by some callees, and is the caller's own with `...`.
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

var kept []*int
var keptAny []any
var lists [][]int

//go:noinline
func keep(ps ...*int) { kept = ps }

//go:noinline
func keepOne(ps ...*int) { kept = append(kept[:0:0], ps[len(ps)-1]) }

//go:noinline
func change(ps ...*int) {
	x := -5
	ps[0] = &x
}

//go:noinline
func anys(first int, rest ...any) { keptAny = rest }

//go:noinline
func forward(ps ...*int) { keep(ps...) }

//go:noinline
func ints(v ...int) []int { return v }

//go:noinline
func call(n int) {
	a, b := n, n+1
	forward(&a, &b)
}

//go:noinline
func callOne(n int) {
	a, b := n, n+1
	keepOne(&a, &b)
}

//go:noinline
func callChange(n int) *int {
	a := n
	s := []*int{&a, &a}
	change(s...)
	return s[0]
}

//go:noinline
func callAnys(n int) {
	x := n
	anys(1, n, &x, [2]int{n, n + 1}, func() int { x++; return x })
}

func main() {
	call(3)
	scribble(20)
	println(*kept[0], *kept[1]) // OUTPUT: 3 4
	callOne(5)
	scribble(20)
	println(*kept[0]) // OUTPUT: 6
	p := callChange(7)
	scribble(20)
	println(*p) // OUTPUT: -5
	callAnys(300)
	scribble(20)
	println(keptAny[0].(int), *keptAny[1].(*int), keptAny[2].([2]int)[1]) // OUTPUT: 300 300 301
	println(keptAny[3].(func() int)())                                    // OUTPUT: 301
	println(*keptAny[1].(*int))                                           // OUTPUT: 301
	for i := 0; i < 3; i++ {
		lists = append(lists, ints(i, i+1))
	}
	scribble(20)
	println(lists[0][0], lists[1][1], lists[2][0]) // OUTPUT: 0 2 2
}
