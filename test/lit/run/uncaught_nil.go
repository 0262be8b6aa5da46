// RUN: %run-matrix %s

// panic of nil is a run-time error.
package main

func main() { panic(nil) }

// OUTPUT: panic: runtime error: panic called with nil argument
// EXIT: 2
