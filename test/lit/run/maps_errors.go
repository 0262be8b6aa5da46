// RUN: %run-matrix --asan %s

// Keys without hash and nil maps: the panics of look-ups, deletions and assignments, recovered and not.
package main

func try(f func()) {
	defer func() {
		e := recover()
		if x, ok := e.(error); ok {
			println(x.Error())
		} else {
			println("other")
		}
		if _, ok := e.(interface{ RuntimeError() }); ok {
			println("runtime")
		}
	}()
	f()
}
func main() {
	m := map[any]int{}
	try(func() { _ = m[[]int{1}] })
	try(func() { delete(m, any([]int{1})) })
	m[1] = 1
	try(func() { _ = m[[]int{1}] })
	try(func() { m[func() {}] = 1 })
	var n map[string]int
	try(func() { n["a"] = 1 })
	try(func() { n["a"]++ })
	var k map[any]int
	try(func() { _ = k[[]int{1}] })
	_ = k[[]int{1}]
}

// OUTPUT: hash of unhashable type: []int
// OUTPUT: runtime
// OUTPUT: hash of unhashable type: []int
// OUTPUT: runtime
// OUTPUT: runtime error: hash of unhashable type []int
// OUTPUT: runtime
// OUTPUT: runtime error: hash of unhashable type func()
// OUTPUT: runtime
// OUTPUT: assignment to entry in nil map
// OUTPUT: runtime
// OUTPUT: assignment to entry in nil map
// OUTPUT: runtime
// OUTPUT: hash of unhashable type: []int
// OUTPUT: runtime
// OUTPUT: panic: hash of unhashable type: []int
// EXIT: 2
