// RUN: %run-matrix %s

// An index error ends the program with status 2; output before it is there.
package main

func main() {
	s := []int{1, 2, 3}
	for i := 0; ; i++ {
		println(s[i])
	}
}

// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 3
// OUTPUT: panic: runtime error: index out of range [3] with length 3
// EXIT: 2
