// RUN: %run-matrix %s

// panic of a rune prints the number.
package main

func main() { panic('x') }

// OUTPUT: panic: 120
// EXIT: 2
