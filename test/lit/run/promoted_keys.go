// RUN: %run-matrix %s

// Keys of struct literals that name promoted fields.
package main

type Inner struct{ p, q int }
type Mid struct {
	Inner
	r int
}
type Outer struct {
	Mid
	s string
}

var o2 = Outer{p: 4, s: "st"}

func main() {
	o := Outer{p: 1, r: 2, s: "x"}
	println(o.p, o.q, o.r, o.s)
	println(o2.p, o2.r, o2.s)
}

// OUTPUT: 1 0 2 x
// OUTPUT: 4 0 st
