// RUN: %run-matrix %s

// The signal of a fault that was recovered is not printed by Goexit's fatal error.
package main

import "runtime"

var p *int

func main() {
	defer func() { println(recover() == nil) }()
	defer runtime.Goexit()
	*p = 1
}

// OUTPUT: true
// OUTPUT: fatal error: no goroutines (main called runtime.Goexit) - deadlock!
// EXIT: 2
