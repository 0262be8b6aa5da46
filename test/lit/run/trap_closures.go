// RUN: %run-matrix --asan %s

// Closures in closures share the variables of every level.
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

var kept func() func() int
var keptPointer func() **int
var sink *int
var setters []func(*int)

//go:noinline
func twoDeep(n int) func() func() int {
	a := n
	return func() func() int {
		b := a * 10
		a++
		return func() int {
			a++
			b++
			return a*1000 + b
		}
	}
}

//go:noinline
func onlyInner(n int) {
	v := n
	func() {
		func() {
			sink = &v
		}()
	}()
}

//go:noinline
func stores(n int) *int {
	var p *int
	outer := func() func(int) {
		return func(k int) {
			x := k
			p = &x
		}
	}
	outer()(n)
	return p
}

//go:noinline
func returnsAddress(n int) {
	var p *int
	v := n
	keptPointer = func() **int {
		f := func() **int { p = &v; return &p }
		return f()
	}
}

//go:noinline
func setter(n int) (func(*int), func() *int) {
	var p *int
	set := func(q *int) { p = q }
	get := func() *int { return p }
	return set, get
}

//go:noinline
func useSetter(n int) *int {
	v := n
	set, get := setter(n)
	set(&v)
	return get()
}

//go:noinline
func recursive(n int) int {
	var f func(int, *int) int
	f = func(k int, p *int) int {
		v := k
		if k == 0 {
			return *p
		}
		return f(k-1, &v)*10 + *p
	}
	z := 9
	return f(n, &z)
}

//go:noinline
func recursiveKept(n int) func(int) int {
	var f func(int) int
	f = func(k int) int {
		n++
		if k == 0 {
			return n
		}
		return f(k-1) * 2
	}
	return f
}

//go:noinline
func eachOther(n int) int {
	var list [3]func() int
	x := n
	for i := range list {
		y := i
		list[i] = func() int {
			x++
			y += x
			if i > 0 {
				return list[i-1]() + y
			}
			return y
		}
	}
	return list[2]()*100 + list[1]()
}

func main() {
	kept = twoDeep(4)
	scribble(20)
	f, g := kept(), kept()
	scribble(20)
	println(f(), g(), f()) // OUTPUT: 7041 8051 9042
	onlyInner(3)
	p := stores(5)
	returnsAddress(6)
	scribble(20)
	println(*sink, *p, **keptPointer()) // OUTPUT: 3 5 6
	q := useSetter(7)
	h := recursiveKept(100)
	scribble(20)
	println(*q, h(2), h(0)) // OUTPUT: 7 412 104
	println(recursive(4))   // OUTPUT: 12349
	println(eachOther(1))   // OUTPUT: 1219
}
