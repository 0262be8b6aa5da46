// RUN: %run-matrix %s

// Error comes before String.
package main

type T struct{}

func (*T) Error() string  { return "by Error" }
func (*T) String() string { return "by String" }

func main() { panic(new(T)) }

// OUTPUT: panic: by Error
// EXIT: 2
