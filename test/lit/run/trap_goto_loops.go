// RUN: %run-matrix --asan %s

// Loops made with goto, entered at the top or in the middle, are loops.
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
func back(n int) int {
	var head *node
	i := 0
again:
	{
		x := node{i, head}
		head = &x
		i++
		if i < n {
			goto again
		}
	}
	sum := 0
	for p := head; p != nil; p = p.next {
		sum = sum*10 + p.v
	}
	return sum
}

// Two entries: no block of the loop comes before all others.
//
//go:noinline
func middle(n int, inMiddle bool) int {
	var head *node
	i := 0
	if inMiddle {
		goto second
	}
first:
	head = &node{i, head}
	i++
second:
	head = &node{i + 100, head}
	i++
	if i < n {
		goto first
	}
	sum := 0
	for p := head; p != nil; p = p.next {
		sum = sum*7 + p.v
	}
	return sum
}

//go:noinline
func twoEntries(n int, which int) int {
	var keep [8]*int
	k := 0
	if which > 0 {
		goto b
	}
a:
	if k < n {
		p := new(int)
		*p = k + 10
		keep[k] = p
		k++
		goto b
	}
	goto done
b:
	if k < n {
		q := new(int)
		*q = k + 50
		keep[k] = q
		k++
		goto a
	}
done:
	sum := 0
	for _, p := range keep {
		if p != nil {
			sum = sum*100 + *p
		}
	}
	return sum
}

// Each execution of the declaration makes a new variable although the scope never ends.
//
//go:noinline
func redeclared() int {
	var a, b *int
	n := 0
top:
	x := n * 5
	if n == 0 {
		a = &x
	} else {
		b = &x
	}
	n++
	if n < 2 {
		goto top
	}
	*b += 100
	return *a*1000 + *b
}

func main() {
	println(back(5))          // OUTPUT: 43210
	println(middle(6, false)) // OUTPUT: 1810473
	println(middle(5, true))  // OUTPUT: 255838
	println(twoEntries(4, 0)) // OUTPUT: 10511253
	println(twoEntries(4, 1)) // OUTPUT: 50115213
	println(redeclared())     // OUTPUT: 105
	scribble(3)
}
