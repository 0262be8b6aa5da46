// RUN: %run-matrix %s

// panic of a nil error is a run-time error.
package main

func main() { panic(error(nil)) }

// OUTPUT: panic: runtime error: panic called with nil argument
// EXIT: 2
