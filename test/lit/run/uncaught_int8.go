// RUN: %run-matrix %s

// panic of a small integer.
package main

func main() { panic(int8(-5)) }

// OUTPUT: panic: -5
// EXIT: 2
