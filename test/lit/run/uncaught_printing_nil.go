// RUN: %run-matrix %s

// Error of a nil pointer inside an interface that faults while the panic is printed.
package main

type bad struct{ text string }

func (b *bad) Error() string { return b.text }

func main() {
	var b *bad
	panic(b)
}

// OUTPUT: fatal error: panic while printing panic value: type runtime.errorString
// OUTPUT: [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x?]
// EXIT: 2
