// RUN: %run-matrix --asan %s

// A cleanup is called once the object is gone, unless it was stopped. Its argument must not be the object.
package main

import "runtime"

type node struct{ id, other int }

var called, stopped int

//go:noinline
func order(i int) {
	n := &node{id: i}
	runtime.AddCleanup(n, func(by int) { called += by }, 1)
	runtime.AddCleanup(n, func(by int) { stopped += by }, 1).Stop()
}

func main() {
	for i := range 100 {
		order(i)
	}
	for range 3 {
		runtime.GC()
		runtime.Gosched()
	}
	// A stale word on the stack may keep some objects.
	println(called > 90, called <= 100, stopped) // OUTPUT: true true 0
	defer func() {
		println(recover().(string)) // OUTPUT: runtime.AddCleanup: ptr is equal to arg, cleanup will never run
	}()
	n := &node{}
	runtime.AddCleanup(n, func(*node) {}, n)
}
