// RUN: %run-matrix %s

// panic of a value with String prints what String returns.
package main

type color int

func (c color) String() string { return "the color" }

func main() {
	defer println("deferred calls run first")
	panic(color(3))
}

// OUTPUT: deferred calls run first
// OUTPUT: panic: the color
// EXIT: 2
