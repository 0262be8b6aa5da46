// RUN: %run-matrix %s

// A fault during a deferred call is listed below the first panic, with the signal at the end.
package main

var p *int

func main() {
	defer func() { *p = 1 }()
	panic("first")
}

// OUTPUT: panic: first
// OUTPUT: 	panic: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x?]
// EXIT: 2
