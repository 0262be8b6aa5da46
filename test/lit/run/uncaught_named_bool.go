// RUN: %run-matrix %s

// A value of a named bool type is printed as a conversion.
package main

type MyB bool

func main() { panic(MyB(true)) }

// OUTPUT: panic: main.MyB(true)
// EXIT: 2
