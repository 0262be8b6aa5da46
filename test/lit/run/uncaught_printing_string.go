// RUN: %run-matrix %s

// A panic while String runs for printing is fatal; the earlier panic is not lost.
package main

type bad struct{}

func (bad) String() string { panic(5) }

func main() {
	defer func() { panic(bad{}) }()
	panic("first")
}

// OUTPUT: fatal error: panic while printing panic value: type int
// EXIT: 2
