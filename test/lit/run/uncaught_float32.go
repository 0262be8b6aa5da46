// RUN: %run-matrix %s

// panic of a float32.
package main

func main() { panic(float32(0.1)) }

// OUTPUT: panic: 0.1
// EXIT: 2
