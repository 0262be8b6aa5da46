// RUN: %run-matrix %s

// A panic while package variables are initialised: main does not run.
package main

var a = f()

func f() int { panic("in init") }

func main() { println("not reached", a) }

// OUTPUT: panic: in init
// EXIT: 2
