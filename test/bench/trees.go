// Binary trees: many small heap objects that live and die together.
package main

import "runtime"

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) count() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.count() + n.right.count()
}

func run() {
	const most = 17
	long := build(most)
	for depth := 4; depth <= most; depth += 4 {
		rounds := 1 << (most - depth + 4)
		sum := 0
		for range rounds {
			sum += build(depth).count()
		}
		println(rounds, depth, sum)
	}
	println(long.count())
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
