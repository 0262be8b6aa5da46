// RUN: %run-matrix %s

//go:debug panicnil=1

// With panicnil=1, built in or from the environment, panic(nil) panics with nil itself, as before Go 1.21.
package main

import (
	"fmt"
	"os"
)

func try() (r any) {
	defer func() { r = recover() }()
	panic(nil)
}

func main() {
	fmt.Println(try())
	os.Setenv("GODEBUG", "gctrace=0,panicnil=0")
	fmt.Println(try())
	os.Setenv("GODEBUG", "")
	fmt.Println(try())
}

// OUTPUT: <nil>
// OUTPUT: runtime error: panic called with nil argument
// OUTPUT: <nil>
