// RUN: %run-matrix --asan %s

// Patterns that other compilers of Go got wrong once.
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

type number int

func (n *number) get() int { *n++; return int(*n) }

// A method value in a closure in a call.
//
//go:noinline
func enclose(f func() int) func() int {
	g := func() int { print(""); return f() }
	scribble(20)
	return g
}

//go:noinline
func methodValue() func() int {
	x := new(number)
	*x = 4
	return enclose(x.get)
}

var sinkByte *byte
var text string

//go:noinline
func identity(b []byte) []byte { return b }

//go:noinline
func keepByte(p *byte) { sinkByte = p }

// The address of an element of what a call returns.
//
//go:noinline
func elementOfCall() {
	var x [32]byte
	x[3] = 'q'
	keepByte(&identity(x[3:])[0])
}

type pointee struct{ v int }

// Out of an interface in a parameter, by an assertion in a call of the result.
//
//go:noinline
func assertion(x any) *pointee { return x.(*pointee) }

//go:noinline
func assertionOfLocal() *pointee {
	p := pointee{6}
	return assertion(&p)
}

var sinkError *error

type failed struct{ p *int }

func (f failed) Error() string { return "failed" }

//go:noinline
func escape(p *error) { sinkError = p }

// A result that was moved to the heap is set by the return statement.
//
//go:noinline
func resultOnHeap(n int) (err error) {
	escape(&err)
	v := n
	return failed{&v}
}

type number2 int

func (n number2) get() int { return int(n) }

type getter interface{ get() int }

// A closure that is called by a closure whose result is a named result.
//
//go:noinline
func through(f func(int, int) *number, j int) (r interface{ get() int }) {
	call := func(i int) interface{ get() int } { return f(i, j) }
	r = call(4)
	if r != nil {
		return r
	}
	return
}

var kept any

//go:noinline
func unnamed(_ int, x any) { kept = x }

// A parameter without a name stands before the one that leaks.
//
//go:noinline
func callUnnamed() {
	v := 8
	unnamed(2, &v)
}

//go:noinline
func sliceInInterface(x []*pointee) any { return x }

// A slice goes into a box: what its elements point to lives on.
//
//go:noinline
func boxedSlice() any {
	p := &pointee{9}
	var s [10]*pointee
	s[0] = p
	return sliceInInterface(s[:])
}

var sinkResult *[]*int

// A parameter flows to a result that is on the heap.
//
//go:noinline
func toHeapResult(p *int) (r []*int) {
	sinkResult = &r
	return []*int{p}
}

//go:noinline
func callHeapResult() {
	v := 10
	toHeapResult(&v)
}

type options struct {
	id int
	f  func() (int, error)
}

type option func(*options)

var list = []option{bad()}

// A closure made at initialisation makes closures.
func bad() option {
	return func(o *options) {
		o.f = func() (int, error) { return square(o.id), nil }
	}
}

//go:noinline
func square(i int) int { return i * i }

//go:noinline
func newOptions(id int) *options {
	o := &options{id: id}
	for _, f := range list {
		f(o)
	}
	return o
}

type funcs struct{ f func() int }

// Copied between slices, then the address of the copy is given up.
//
//go:noinline
func copyFuncs(x []funcs) *[]funcs {
	y := make([]funcs, len(x))
	copy(y, x)
	return &y
}

//go:noinline
func makeFuncs(n int) *[]funcs { return copyFuncs([]funcs{{func() int { n++; return n }}}) }

func main() {
	f := methodValue()
	elementOfCall()
	p := assertionOfLocal()
	err := resultOnHeap(7)
	g := through(func(i, j int) *number { n := number(i * j); return &n }, 3)
	callUnnamed()
	b := boxedSlice()
	callHeapResult()
	o := newOptions(11)
	m := makeFuncs(12)
	scribble(30)
	println(f(), string(rune(*sinkByte)), p.v)                                // OUTPUT: 5 q 6
	println(*err.(failed).p, *(*sinkError).(failed).p, g.get(), *kept.(*int)) // OUTPUT: 7 7 13 8
	println(b.([]*pointee)[0].v, len(b.([]*pointee)), *(*sinkResult)[0])      // OUTPUT: 9 10 10
	n, e := o.f()
	println(n, e == nil, (*m)[0].f(), (*m)[0].f()) // OUTPUT: 121 true 13 14
}
