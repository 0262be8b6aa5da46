// RUN: %run-matrix %s

// A value that is recovered and thrown again is printed once.
package main

func main() {
	defer func() { panic(recover()) }()
	panic("first")
}

// OUTPUT: panic: first [recovered, repanicked]
// EXIT: 2
