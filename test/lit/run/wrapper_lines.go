// RUN: %run-matrix %s

// A call in a wrapper that was inlined has the line of the call of the wrapper, not that of the
// code before it.
package main

import "runtime"

//go:noinline
func lines() {
	var pcs [8]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		f, more := frames.Next()
		print(f.Function, ":", f.Line, " ")
		if !more || f.Function == "main.main" {
			break
		}
	}
	println()
}

type inner struct{ n int }

func (t inner) value() { lines() }

//go:noinline
func (t *inner) pointer() { lines() }

type outer struct {
	*inner
	n int
}

type face interface{ pointer() }

func main() {
	t := &inner{}
	var i face = outer{t, 1}
	f := t.value
	f() // OUTPUT: main.inner.value:25 main.main:41
	f = i.pointer
	f() // OUTPUT: main.(*inner).pointer:28 main.main:43
	f = func() { lines() }
	f() // OUTPUT: main.main.func1:44 main.main:45
	g := face.pointer
	g(i) // OUTPUT: main.(*inner).pointer:28 main.main:47
}
