// RUN: %run-matrix %s

// A run-time error that is recovered and thrown again; code runs between.
package main

func main() {
	defer func() {
		r := recover()
		println("recovered", r.(error).Error())
		panic(r)
	}()
	var s []int
	s[0] = 1
}

// OUTPUT: recovered runtime error: index out of range [0] with length 0
// OUTPUT: panic: runtime error: index out of range [0] with length 0 [recovered, repanicked]
// EXIT: 2
