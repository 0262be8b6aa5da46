// RUN: %run-matrix %s

// A panic that was recovered in a function that has returned is not printed.
package main

func f() {
	defer func() { recover() }()
	panic("gone")
}

func main() {
	f()
	defer f()
	panic("seen")
}

// OUTPUT: panic: seen
// EXIT: 2
