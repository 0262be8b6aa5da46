// RUN: %run-matrix %s

// panic of an int.
package main

func main() { panic(42) }

// OUTPUT: panic: 42
// EXIT: 2
