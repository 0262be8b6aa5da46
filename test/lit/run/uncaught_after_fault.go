// RUN: %run-matrix %s

// The signal of a fault that was recovered is not printed with a later panic.
package main

var p *int

func f() {
	defer func() { println(recover().(error).Error()) }()
	*p = 1
}

func main() {
	f()
	panic("later")
}

// OUTPUT: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: panic: later
// EXIT: 2
