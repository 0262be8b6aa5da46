// RUN: %run-matrix %s

// panic of a bool.
package main

func main() { panic(true) }

// OUTPUT: panic: true
// EXIT: 2
