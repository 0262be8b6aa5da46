// RUN: %run-matrix %s

// A panic of a deferred call that is recovered within it leaves the first one.
package main

func main() {
	defer func() {
		defer func() { println("inner", recover().(string)) }()
		panic("second")
	}()
	panic("first")
}

// OUTPUT: inner second
// OUTPUT: panic: first
// EXIT: 2
