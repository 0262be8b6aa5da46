// RUN: %run-matrix --asan %s

// A pointer from the round before is still in use while this round's object is made.
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
	prev *node
}

//go:noinline
func pingPong(n int) int {
	var last *node
	sum := 0
	for i := 0; i < n; i++ {
		cur := node{v: i + 1}
		if last != nil {
			cur.v += last.v * 2
		}
		sum = sum*3 + cur.v
		last = &cur
	}
	return sum + last.v
}

//go:noinline
func twoBack(n int) int {
	var a, b *int
	sum := 0
	for i := 0; i < n; i++ {
		x := i*i + 1
		if a != nil {
			sum = sum*7 + *a - *b
			*a = -1
		}
		a, b = b, &x
	}
	return sum*10 + *a + *b
}

//go:noinline
func swapping(n int) int {
	p, q := new(int), new(int)
	for i := 0; i < n; i++ {
		r := new(int)
		*r = *p + *q + i
		if i%3 == 0 {
			p = r
		} else {
			p, q = q, r
		}
	}
	return *p*1000 + *q
}

// One round keeps, the next only looks.
//
//go:noinline
func sometimes(n int) int {
	var kept *node
	sum := 0
	for i := 0; i < n; i++ {
		c := &node{v: i}
		if i%4 == 1 {
			kept = c
		} else if kept != nil {
			sum = sum*5 + kept.v - c.v
		}
	}
	return sum
}

//go:noinline
func slices(n int) int {
	var last []int
	sum := 0
	for i := 0; i < n; i++ {
		s := make([]int, 3)
		s[i%3] = i
		for k := range last {
			s[k] += last[k] * 2
		}
		sum += s[0] + s[1] + s[2]
		last = s
	}
	return sum
}

func main() {
	println(pingPong(6))  // OUTPUT: 1509
	println(twoBack(6))   // OUTPUT: -5277
	println(swapping(9))  // OUTPUT: 71101
	println(sometimes(9)) // OUTPUT: -4788
	println(slices(7))    // OUTPUT: 219
	scribble(3)
}
