// RUN: %run-matrix %s
// OUTPUT: before
// OUTPUT: fatal error: all goroutines are asleep - deadlock!
// EXIT: 2

package main

func main() {
	println("before")
	select {}
}
