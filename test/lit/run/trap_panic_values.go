// RUN: %run-matrix --asan %s

// The value of a panic, and all it leads to, outlives the frames that it leaves.
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

type failure struct {
	code int
	at   *int
	in   *failure
}

func (f *failure) Error() string { return "failure" }

//go:noinline
func throw(n int) {
	x := n * 3
	f := failure{n, &x, nil}
	panic(&f)
}

//go:noinline
func throwValue(n int) {
	x := n * 4
	panic(failure{n, &x, &failure{code: n + 1, at: &x}})
}

//go:noinline
func catch(f func(int), n int) (r any) {
	defer func() { r = recover() }()
	f(n)
	return nil
}

//go:noinline
func rethrow(n int) {
	defer func() {
		old := recover().(*failure)
		y := n * 100
		panic(&failure{n, &y, old})
	}()
	throw(n)
}

//go:noinline
func closures(n int) {
	v := n
	panic(func() int { v++; return v })
}

//go:noinline
func rarely(n int) int {
	var buf [4]int
	buf[n&3] = n
	if n > 100 {
		panic(buf[:])
	}
	return buf[0] + buf[1]
}

func main() {
	a := catch(throw, 2)
	b := catch(throwValue, 3)
	c := catch(rethrow, 4)
	d := catch(closures, 5)
	e := catch(func(n int) { rarely(n) }, 101)
	scribble(30)
	println(a.(*failure).code, *a.(error).(*failure).at)                 // OUTPUT: 2 6
	println(b.(failure).code, *b.(failure).at, *b.(failure).in.at)       // OUTPUT: 3 12 12
	println(*c.(*failure).at, c.(*failure).in.code, *c.(*failure).in.at) // OUTPUT: 400 4 12
	println(d.(func() int)(), d.(func() int)())                          // OUTPUT: 6 7
	println(len(e.([]int)), e.([]int)[1])                                // OUTPUT: 4 101
	println(rarely(1))                                                   // OUTPUT: 1
}
