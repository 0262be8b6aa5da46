// RUN: %run-matrix %s

// A value of a named float type is printed as a conversion.
package main

type MyF float64

func main() { panic(MyF(2.5)) }

// OUTPUT: panic: main.MyF(2.5)
// EXIT: 2
