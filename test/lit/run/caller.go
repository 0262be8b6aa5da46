// RUN: %run-matrix --asan %s

// runtime.Caller and FuncForPC: what skip counts, and the position of a panic as deferred calls see it: the line of the
// very operation, also when its neighbours can fail in the same way.
package main

import "runtime"

func base(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return s[i+1:]
		}
	}
	return s
}

//go:noinline
func at(skip int) {
	pc, file, line, ok := runtime.Caller(skip)
	if !ok {
		println("none")
		return
	}
	println(runtime.FuncForPC(pc).Name(), base(file), line)
}

func inlined() { at(1) }

//go:noinline
func kept() { at(1) }

func outer() {
	inlined()
	at(2)
}

type T struct {
	x int
	p *T
	a [4]int
}

func (t *T) method() { at(1) }
func (t T) value()   { at(1) }

type G[P any] struct{ p P }

func (g *G[P]) method() { at(1) }

// The innermost functions of the program at a panic.
func report() {
	defer func() { recover() }()
	var pcs [20]uintptr
	n := runtime.Callers(0, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	seen := false
	for {
		f, more := frames.Next()
		if f.Function == "runtime.gopanic" {
			seen = true
		} else if seen && len(f.Function) > 5 && f.Function[:5] == "main." {
			println(" ", f.Function, base(f.File), f.Line)
			if f.Func != nil {
				return
			}
		}
		if !more {
			return
		}
	}
}

//go:noinline
func try(what string, f func()) {
	defer func() { println(recover() != nil) }()
	defer report()
	println(what)
	f()
}

//go:noinline
func loads(p, q *T) int {
	a := p.x
	b := q.x
	return a + b
}

//go:noinline
func stores(p, q *T) {
	p.x = 1
	q.x = 1
}

//go:noinline
func index(s []int, i, j int) int {
	a := s[i]
	b := s[j]
	return a +
		b + s[i+
		j]
}

//go:noinline
func slice(s []int, i, j int) []int {
	a := s[:i]
	b := s[:j]
	return append(a, b...)
}

//go:noinline
func divide(a, b, c int) int {
	x := a / b
	y := a / c
	return x + y
}

//go:noinline
func shift(a, b, c int) int {
	x := a << b
	y := a << c
	return x + y
}

//go:noinline
func assert(a, b any) int {
	x := a.(int)
	y := b.(int)
	return x + y
}

func fails(n int) {
	if n == 0 {
		panic("fails")
	}
}

func passes(n int) {
	fails(n + 1)
	fails(n)
}

//go:noinline
func panics(n int) {
	passes(n + 1)
	passes(n)
}

func main() {
	at(0)
	at(1)
	at(100)
	inlined()
	kept()
	outer()
	(&T{}).method()
	T{}.value()
	(&G[string]{}).method()
	f := (&T{}).value
	f()
	func() { at(1) }()
	try("load", func() { loads(nil, &T{}) })
	try("load", func() { loads(&T{}, nil) })
	try("store", func() { stores(nil, &T{}) })
	try("store", func() { stores(&T{}, nil) })
	s := make([]int, 3)
	try("index", func() { index(s, 3, 0) })
	try("index", func() { index(s, 0, 3) })
	try("index", func() { index(s, 1, 2) })
	try("slice", func() { slice(s, 4, 0) })
	try("slice", func() { slice(s, 0, 4) })
	try("divide", func() { divide(1, 0, 1) })
	try("divide", func() { divide(1, 1, 0) })
	try("shift", func() { shift(1, -1, 1) })
	try("shift", func() { shift(1, 1, -1) })
	try("assert", func() { assert("", 1) })
	try("assert", func() { assert(1, "") })
	try("panic", func() { panics(-1) })
	try("panic", func() { panics(0) })
}
