// RUN: %run-matrix %s

// panic of an error prints what Error returns; newlines are indented.
package main

type failure struct{ code int }

func (f failure) Error() string { return "failure\nsecond line" }

func main() { panic(failure{3}) }

// OUTPUT: panic: failure
// OUTPUT: 	second line
// EXIT: 2
