// RUN: %run-matrix %s

// A fault prints the signal too.
package main

type T struct {
	x int
}

//go:noinline
func load(p *T) int { return p.x }

func main() { println(load(nil)) }

// OUTPUT: panic: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x?]
// EXIT: 2
