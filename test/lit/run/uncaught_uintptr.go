// RUN: %run-matrix %s

// panic of an uintptr.
package main

func main() { panic(uintptr(77)) }

// OUTPUT: panic: 77
// EXIT: 2
