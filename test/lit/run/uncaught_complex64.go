// RUN: %run-matrix %s

// panic of a complex64.
package main

func main() { panic(complex64(-0.5i)) }

// OUTPUT: panic: (0-0.5i)
// EXIT: 2
