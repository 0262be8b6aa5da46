// RUN: %run-matrix %s

// Recovered, then another panic: both are printed.
package main

func main() {
	defer func() {
		recover()
		panic("other")
	}()
	panic("first")
}

// OUTPUT: panic: first [recovered]
// OUTPUT: 	panic: other
// EXIT: 2
