// RUN: %run-matrix %s

// The text of a value method called through nil, uncaught.
package main

type T struct{ x int }

func (T) M() {}

//go:noinline
func call(i interface{ M() }) { i.M() }

func main() {
	var p *T
	call(p)
}

// OUTPUT: panic: value method main.T.M called using nil *T pointer
// EXIT: 2
