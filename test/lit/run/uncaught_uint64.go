// RUN: %run-matrix %s

// panic of an unsigned integer.
package main

func main() { panic(uint64(1<<64 - 1)) }

// OUTPUT: panic: 18446744073709551615
// EXIT: 2
