// iter.Pull and Pull2: ends, stops early, panics in the sequence.
// RUN: %run-matrix %s
package main

import (
	"iter"
	"maps"
	"slices"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer println("seq ends")
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func main() {
	next, stop := iter.Pull(count(3))
	for {
		v, ok := next()
		println(v, ok)
		if !ok {
			break
		}
	}
	stop()
	next, stop = iter.Pull(count(100))
	println(next())
	stop()
	println(next())
	n2, s2 := iter.Pull2(maps.All(map[string]int{"a": 1}))
	println(n2())
	s2()
	func() {
		defer func() { println(recover().(string)) }()
		next, stop := iter.Pull(func(yield func(int) bool) { yield(1); panic("in seq") })
		defer stop()
		next()
		next()
	}()
	println(len(slices.Collect(count(4))))
}
