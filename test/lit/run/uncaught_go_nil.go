// RUN: %run-matrix %s
// OUTPUT: before
// OUTPUT: fatal error: go of nil func value
// EXIT: 2

// A func value without arguments is looked at by the go statement.
package main

func main() {
	defer func() { println("not reached", recover() != nil) }()
	var f func()
	println("before")
	go f()
}
