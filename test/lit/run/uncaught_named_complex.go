// RUN: %run-matrix %s

// A value of a named complex type is printed as a conversion.
package main

type MyC complex128

func main() { panic(MyC(1 - 2i)) }

// OUTPUT: panic: main.MyC(1-2i)
// EXIT: 2
