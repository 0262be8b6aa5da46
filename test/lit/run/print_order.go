// RUN: %run-matrix %s

// All operands of print are evaluated before the first one is printed, from left to right.
package main

func f(i int) int {
	println("f", i)
	return i * i
}

func g() (r int) {
	defer func() {
		recover()
		println("recovered")
		r = -1
	}()
	print("never ", f(1), "never ", 1/zero(), "\n")
	return 1
}

func zero() int { return 0 }

func main() {
	println(f(1), f(2), f(3))
	println(g())
	var s []int
	defer func() { println(recover().(error).Error()) }()
	println("lost", f(9), s[f(2)])
}

// OUTPUT: f 1
// OUTPUT: f 2
// OUTPUT: f 3
// OUTPUT: 1 4 9
// OUTPUT: f 1
// OUTPUT: recovered
// OUTPUT: -1
// OUTPUT: f 9
// OUTPUT: f 2
// OUTPUT: runtime error: index out of range [4] with length 0
