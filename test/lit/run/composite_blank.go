// A blank field stays zero: what a literal gives it is evaluated only.
// RUN: %run-matrix %s
// OUTPUT: once
// OUTPUT: 1 0 3 0
// OUTPUT: 1 0 4 0
// OUTPUT: 5 0 0
package main

import "unsafe"

type S struct {
	a, _, c int
	_       [2]string
}
type Outer struct {
	n int
	_ S
}

var static = S{1, 2, 3, [2]string{"x", "y"}}

func once() int { println("once"); return 2 }

func show(s *S) {
	words := (*[7]int)(unsafe.Pointer(s))
	println(words[0], words[1], words[2], words[3]|words[4]|words[5]|words[6])
}

//go:noinline
func four() int { return 4 }

func main() {
	local := S{1, once(), four(), [2]string{"x", "y"}}
	show(&static)
	show(&local)
	o := Outer{four() + 1, S{a: 7, c: four()}}
	words := (*[8]int)(unsafe.Pointer(&o))
	println(words[0], words[1], words[3])
}
