// A panic value is used after the frames that made it are gone.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type failure struct {
	at   *int
	text string
}

func (f *failure) Error() string { return f.text }

//go:noinline
func fail(n int) {
	x := n
	panic(&failure{&x, "deep"})
}

//go:noinline
func down(n int) {
	if n == 0 {
		fail(42)
	}
	down(n - 1)
}

//go:noinline
func catch() (f *failure) {
	defer func() { f = recover().(*failure) }()
	down(10)
	return nil
}

//go:noinline
func again() (v any) {
	defer func() { v = recover() }()
	defer func() {
		y := [3]int{1, 2, 3}
		panic(y)
	}()
	panic("first")
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
	f := catch()
	v := again()
	scribble(30)
	println(f.Error(), *f.at) // OUTPUT: deep 42
	println(v.([3]int)[2])    // OUTPUT: 3
}
