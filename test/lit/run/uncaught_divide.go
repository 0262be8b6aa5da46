// RUN: %run-matrix %s

// A division by zero is no signal.
package main

var zero int

func main() { println(1 / zero) }

// OUTPUT: panic: runtime error: integer divide by zero
// EXIT: 2
