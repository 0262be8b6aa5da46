// RUN: %run-matrix --asan %s

// A method value copies its receiver, or keeps the pointer, when it is made.
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

type counter struct {
	n    int
	p    *int
	name string
}

func (c counter) value() int   { return c.n*1000 + *c.p }
func (c *counter) next() int   { c.n++; return c.n }
func (c *counter) self() **int { return &c.p }

type valuer interface{ value() int }

var kept func() int
var keptPointer func() **int

//go:noinline
func byValue(n int) {
	v := n
	c := counter{n, &v, "c"}
	kept = c.value
	c.n, c.p = -1, nil
	v++
}

//go:noinline
func byPointer(n int) {
	c := counter{n: n}
	kept = c.next
	c.n += 10
}

//go:noinline
func ofField(n int) {
	var o struct {
		a int
		c [2]counter
	}
	v := n
	o.c[1].p = &v
	keptPointer = o.c[1].self
}

//go:noinline
func ofInterface(n int) {
	v := n
	c := &counter{n, &v, ""}
	i := valuer(c)
	kept = i.value
	i = nil
	c.n++
}

//go:noinline
func inLoop(n int) int {
	var fs [3]func() int
	for i := range fs {
		c := counter{n: i * n}
		fs[i] = c.next
	}
	sum := 0
	for _, f := range fs {
		f()
		sum = sum*100 + f()
	}
	return sum
}

//go:noinline
func expression(n int) func(*counter) int {
	f := (*counter).next
	c := counter{n: n}
	f(&c)
	return func(o *counter) int { return f(o) + f(&c) }
}

func main() {
	byValue(4)
	scribble(20)
	println(kept()) // OUTPUT: 4005
	byPointer(4)
	scribble(20)
	println(kept(), kept()) // OUTPUT: 15 16
	ofField(6)
	scribble(20)
	println(**keptPointer()) // OUTPUT: 6
	ofInterface(7)
	scribble(20)
	println(kept())    // OUTPUT: 8007
	println(inLoop(5)) // OUTPUT: 20712
	f := expression(3)
	scribble(20)
	println(f(&counter{n: 100})) // OUTPUT: 106
}
