// A site in a loop may not hand the slot of a live object to the next round.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type node struct {
	next *node
	v    int
}

//go:noinline
func pingPong(n int) int {
	a, b := &node{v: 1}, &node{v: 2}
	for i := 0; i < n; i++ {
		c := &node{v: a.v + b.v}
		a, b = b, c
	}
	return a.v*1000 + b.v
}

//go:noinline
func list(n int) int {
	var head *node
	for i := 0; i < n; i++ {
		head = &node{head, i}
	}
	sum := 0
	for p := head; p != nil; p = p.next {
		sum = sum*10 + p.v
	}
	return sum
}

//go:noinline
func withGoto(n int) int {
	var last *int
	i, sum := 0, 0
again:
	x := i
	p := &x
	if last != nil {
		sum = sum*10 + *last
	}
	last = p
	i++
	if i < n {
		goto again
	}
	return sum*10 + *last
}

//go:noinline
func labelledContinue(n int) int {
	var ps [9]*int
	k := 0
outer:
	for i := 0; i < n; i++ {
		for j := 0; j < n; j++ {
			x := i*10 + j
			ps[k] = &x
			k++
			if j == 1 {
				continue outer
			}
		}
	}
	sum := 0
	for _, p := range ps[:k] {
		sum = sum*100 + *p
	}
	return sum
}

//go:noinline
func twoRoundsAgo(n int) int {
	var before, now *int
	sum := 0
	for i := 0; i < n; i++ {
		x := i
		before, now = now, &x
		if before != nil {
			sum = sum*10 + *before
		}
	}
	return sum
}

//go:noinline
func strings(n int) int {
	s, old := "", ""
	for i := 0; i < n; i++ {
		old, s = s, s+"ab"
	}
	return len(old)*100 + len(s) + int(old[0]) - 'a'
}

// scribble overwrites the stack below its caller.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -n - i
	}
	if n > 0 {
		return scribble(n-1) + a[n%64]
	}
	return a[0]
}

func main() {
	println(pingPong(5))         // OUTPUT: 13021
	println(list(5))             // OUTPUT: 43210
	println(withGoto(4))         // OUTPUT: 123
	println(labelledContinue(3)) // OUTPUT: 110112021
	println(twoRoundsAgo(5))     // OUTPUT: 123
	println(strings(4))          // OUTPUT: 608
}
