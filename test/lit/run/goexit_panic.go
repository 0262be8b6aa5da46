// RUN: %run-matrix %s

// A panic during Goexit that is recovered lets Goexit go on; Goexit during a panic ends the panic.
package main

import "runtime"

func main() {
	defer println("end")
	defer func() {
		defer func() { println("recovered", recover().(string)) }()
		panic("during Goexit")
	}()
	defer func() { runtime.Goexit() }()
	panic("before Goexit")
}

// OUTPUT: recovered during Goexit
// OUTPUT: end
// OUTPUT: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
// EXIT: 2
