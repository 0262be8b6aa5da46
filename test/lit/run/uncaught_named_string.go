// RUN: %run-matrix %s

// A value of a named string type is printed as a conversion with quotes.
package main

type MyStr string

func main() { panic(MyStr("x\"y\nz")) }

// OUTPUT: panic: main.MyStr("x"y
// OUTPUT: 	z")
// EXIT: 2
