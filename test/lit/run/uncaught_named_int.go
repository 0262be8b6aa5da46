// RUN: %run-matrix %s

// A value of a named basic type is printed as a conversion.
package main

type MyInt int

func main() { panic(MyInt(7)) }

// OUTPUT: panic: main.MyInt(7)
// EXIT: 2
