// RUN: %run-matrix %s

// A map that somebody writes may not be written: the mark that a writer leaves in the map (its byte 34) ends the
// process. This is no panic: nothing recovers from it.
package main

import "unsafe"

func main() {
	defer func() { recover() }()
	m := map[int]int{1: 1}
	h := *(*unsafe.Pointer)(unsafe.Pointer(&m))
	*(*uint8)(unsafe.Add(h, 34)) = 1
	println(len(m)) // OUTPUT: 1
	m[1] = 2
}

// OUTPUT: fatal error: concurrent map writes
// EXIT: 2
