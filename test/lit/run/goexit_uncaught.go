// RUN: %run-matrix %s

// A panic during Goexit that nobody recovers.
package main

import "runtime"

func main() {
	defer func() { panic("after Goexit") }()
	runtime.Goexit()
}

// OUTPUT: panic: after Goexit
// EXIT: 2
