// RUN: %run-matrix %s

// panic of a complex number.
package main

func main() { panic(1 + 2i) }

// OUTPUT: panic: (1+2i)
// EXIT: 2
