// RUN: %run-matrix --asan %s

// Labelled continue and break leave inner loops with pointers into their rounds.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

type node struct {
	v    int
	next *node
}

//go:noinline
func labelled(n int) int {
	var found *node
	sum := 0
outer:
	for i := 0; i < n; i++ {
		x := node{v: i}
		for j := 0; j < n; j++ {
			y := node{v: i*10 + j, next: &x}
			if j == 2 {
				if found != nil {
					sum = sum*3 + found.v + found.next.v
				}
				found = &y
				continue outer
			}
		}
	}
	return sum*10 + found.v + found.next.v
}

//go:noinline
func broken(n int) int {
	var p, q *int
search:
	for i := 0; ; i++ {
		a := i
		switch {
		case i == n:
			b := i * 7
			p, q = &a, &b
			break search
		case i%2 == 0:
			p = &a
			continue search
		}
		if p != nil && *p+1 != a {
			return -1
		}
	}
	return *p*100 + *q
}

//go:noinline
func inner(n int) int {
	sum := 0
	var all []*int
rows:
	for r := 0; r < n; r++ {
		var first *int
		for c := 0; c < n; c++ {
			v := r*n + c
			if first == nil {
				first = &v
			}
			if c > r {
				all = append(all, first)
				continue rows
			}
		}
		all = append(all, first, first)
	}
	for _, p := range all {
		*p++
		sum = sum*10 + *p
	}
	return sum
}

func main() {
	println(labelled(5)) // OUTPUT: 2826
	println(broken(5))   // OUTPUT: 535
	println(inner(3))    // OUTPUT: 1478
	scribble(3)
}
