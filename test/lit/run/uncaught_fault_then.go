// RUN: %run-matrix %s

// A panic while a fault unwinds: the signal's line stays.
package main

var p *int

func main() {
	defer func() { panic("second") }()
	*p = 1
}

// OUTPUT: panic: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: 	panic: second
// OUTPUT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x?]
// EXIT: 2
