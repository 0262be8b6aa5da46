// RUN: %run-matrix --asan %s

// Of many implementations of an interface one leaks, and is seldom the one.
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

type taker interface {
	take(p *int) *int
	name() string
}

type plain struct{ n int }
type adding struct{ by int }
type keeping struct{ last *int }
type wrapping struct{ taker }
type list []*int
type fn func(*int) *int

func (p plain) take(q *int) *int    { return nil }
func (p plain) name() string        { return "plain" }
func (a *adding) take(q *int) *int  { *q += a.by; return q }
func (a *adding) name() string      { return "adding" }
func (k *keeping) take(q *int) *int { k.last, q = q, k.last; return q }
func (k *keeping) name() string     { return "keeping" }
func (l *list) take(q *int) *int    { *l = append(*l, q); return (*l)[0] }
func (l *list) name() string        { return "list" }
func (f fn) take(q *int) *int       { return f(q) }
func (f fn) name() string           { return "fn" }
func (w wrapping) name() string     { return "wrapped " + w.taker.name() }

var global *int

//go:noinline
func use(t taker, n int) *int {
	v := n
	return t.take(&v)
}

//go:noinline
func useLocal(n int) int {
	k := &keeping{}
	ts := []taker{plain{1}, &adding{2}, k, wrapping{k}}
	sum := 0
	for i := range ts {
		v := n + i
		if p := ts[i].take(&v); p != nil {
			sum = sum*100 + *p
		}
	}
	return sum*100 + *k.last
}

func main() {
	k := &keeping{}
	l := &list{}
	all := []taker{plain{3}, &adding{4}, k, l, wrapping{l}, fn(func(p *int) *int { global = p; return p }), wrapping{k}}
	for i, t := range all {
		p := use(t, i*10)
		scribble(10)
		if p == nil {
			println(t.name(), "nil")
		} else {
			println(t.name(), *p)
		}
	}
	// OUTPUT: plain nil
	// OUTPUT: adding 14
	// OUTPUT: keeping nil
	// OUTPUT: list 30
	// OUTPUT: wrapped list 30
	// OUTPUT: fn 50
	// OUTPUT: wrapped keeping 20
	scribble(20)
	println(*k.last, *global, *(*l)[1]) // OUTPUT: 60 50 40
	println(useLocal(5))                // OUTPUT: 80708
}
