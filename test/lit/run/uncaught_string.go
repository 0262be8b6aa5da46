// RUN: %run-matrix %s

// panic of a string prints it as it is; newlines are indented.
package main

func main() { panic("hello\n\"world\"") }

// OUTPUT: panic: hello
// OUTPUT: 	"world"
// EXIT: 2
