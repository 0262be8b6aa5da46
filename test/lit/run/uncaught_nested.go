// RUN: %run-matrix %s

// Panics during deferred calls are listed in order.
package main

type E struct{}

func (E) Error() string { return "an error\nwith lines" }

func main() {
	defer func() { panic(3.5) }()
	defer func() {
		defer func() { panic(E{}) }()
		panic("second")
	}()
	panic("first")
}

// OUTPUT: panic: first
// OUTPUT: 	panic: second
// OUTPUT: 	panic: an error
// OUTPUT: 	with lines
// OUTPUT: 	panic: 3.5
// EXIT: 2
