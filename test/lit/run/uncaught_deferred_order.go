// RUN: %run-matrix %s

// Deferred calls run in reverse order, with the arguments of the defer statement, before the panic is printed.
package main

func main() {
	for i := 0; i < 3; i++ {
		defer println("deferred", i)
	}
	x := 1
	defer println(x)
	x = 2
	panic(x)
}

// OUTPUT: 1
// OUTPUT: deferred 2
// OUTPUT: deferred 1
// OUTPUT: deferred 0
// OUTPUT: panic: 2
// EXIT: 2
