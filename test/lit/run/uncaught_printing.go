// RUN: %run-matrix %s

// A panic while Error runs for printing is fatal.
package main

type bad struct{}

func (bad) Error() string { panic("within Error") }

func main() { panic(bad{}) }

// OUTPUT: fatal error: panic while printing panic value: within Error
// EXIT: 2
