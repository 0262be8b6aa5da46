// RUN: %run-matrix %s

// A call of a nil func value is a fault at address 0.
package main

var f func()

func main() { f() }

// OUTPUT: panic: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x?]
// EXIT: 2
