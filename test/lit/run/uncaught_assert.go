// RUN: %run-matrix %s

// A failed type assertion, uncaught.
package main

func main() {
	var e any = "s"
	println(e.(int))
}

// OUTPUT: panic: interface conversion: interface {} is string, not int
// EXIT: 2
