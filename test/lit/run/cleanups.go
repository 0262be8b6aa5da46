// A cleanup is called once the object is gone, unless it was stopped. Its argument must not be the object.
// RUN: %run-matrix --asan %s
package main

import "runtime"

type T struct{ a, b int }

func mk(i int) {
	p := &T{i, i}
	c := runtime.AddCleanup(p, func(s string) { println("gone", s) }, "x")
	if i == 2 {
		c.Stop()
	}
	println(p.a)
}
func main() {
	mk(1)
	mk(2)
	for i := 0; i < 5; i++ {
		runtime.GC()
		runtime.Gosched()
	}
	defer func() { println(recover().(string)) }()
	p := &T{}
	runtime.AddCleanup(p, func(q *T) {}, p)
}
