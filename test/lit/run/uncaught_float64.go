// RUN: %run-matrix %s

// panic of a float.
package main

func main() { panic(1.5) }

// OUTPUT: panic: 1.5
// EXIT: 2
