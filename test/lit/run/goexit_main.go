// RUN: %run-matrix %s

// runtime.Goexit in main runs deferred calls; then no goroutine is left.
package main

import "runtime"

func main() {
	defer println("second")
	defer func() { println("first", recover() == nil) }()
	func() {
		defer println("zeroth")
		runtime.Goexit()
	}()
	println("not reached")
}

// OUTPUT: zeroth
// OUTPUT: first true
// OUTPUT: second
// OUTPUT: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
// EXIT: 2
