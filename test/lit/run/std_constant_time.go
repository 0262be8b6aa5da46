// Comparisons in constant time: what gc makes of a function without a body of its own is ours here.

// RUN: %run-matrix %s
package main

import (
	"crypto/subtle"
	"fmt"
)

func main() {
	a, b := []byte("same"), []byte("some")
	fmt.Println(subtle.ConstantTimeCompare(a, a), subtle.ConstantTimeCompare(a, b), subtle.ConstantTimeCompare(a, b[:3]))
	fmt.Println(subtle.ConstantTimeByteEq(1, 1), subtle.ConstantTimeByteEq(1, 0), subtle.ConstantTimeEq(5, -5))
	fmt.Println(subtle.ConstantTimeLessOrEq(2, 2), subtle.ConstantTimeLessOrEq(3, 2), subtle.ConstantTimeSelect(1, 7, 8))
}

// OUTPUT: 1 0 0
// OUTPUT: 1 0 0
// OUTPUT: 1 0 7
