// Addresses that travel through type switches and assertions.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type shape interface{ area() int }
type square struct{ side *int }
type named struct {
	shape
	name *string
}

func (s square) area() int { return *s.side * *s.side }

var kept *int
var keptName *string

//go:noinline
func look(v any) {
	switch x := v.(type) {
	case *int:
		kept = x
	case square:
		kept = x.side
	case named:
		keptName = x.name
		look(x.shape)
	case shape:
		kept = nil
	}
}

//go:noinline
func f() {
	n := 4
	look(&n)
}

//go:noinline
func g() {
	n, s := 5, "five"
	look(named{square{&n}, &s})
}

//go:noinline
func harmless() int {
	n := 6
	var v any = square{&n}
	if s, ok := v.(shape); ok {
		return s.area()
	}
	return 0
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
	f()
	scribble(20)
	println(*kept) // OUTPUT: 4
	g()
	scribble(20)
	println(*kept, *keptName, harmless()) // OUTPUT: 5 five 36
}
