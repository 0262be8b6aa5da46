//go:build go1.21

// RUN: %run-matrix %s

// Below go1.22 all rounds of a loop have the same variables.
package main

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i }) // OUTPUT: 3
	} // OUTPUT: 3
	for i, v := range []int{5, 6, 7} { // OUTPUT: 3
		fs = append(fs, func() int { return i*100 + v }) // OUTPUT: 207
	} // OUTPUT: 207
	for _, f := range fs { // OUTPUT: 207
		println(f())
	}
	var ps []*int
	for i := range [2]int{} {
		ps = append(ps, &i)
	}
	println(ps[0] == ps[1], *ps[0]) // OUTPUT: true 1
}
