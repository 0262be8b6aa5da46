// RUN: %run-matrix --asan %s

// Lists, rings and tables built in a loop from objects that stay in the frame.
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
	kids []*node
}

//go:noinline
func list(n int) int {
	var head *node
	for i := 0; i < n; i++ {
		head = &node{v: i, next: head}
	}
	sum := 0
	for p := head; p != nil; p = p.next {
		sum = sum*10 + p.v
	}
	return sum
}

//go:noinline
func listOfVariables(n int) int {
	var head node
	tail := &head
	for i := 0; i < n; i++ {
		var x node
		x.v = i + 1
		tail.next = &x
		tail = &x
	}
	sum := 0
	for p := head.next; p != nil; p = p.next {
		sum = sum*10 + p.v
	}
	return sum
}

//go:noinline
func ring(n int) int {
	first := &node{v: 1}
	last := first
	for i := 2; i <= n; i++ {
		last.next = &node{v: i}
		last = last.next
	}
	last.next = first
	sum := 0
	for i, p := 0, first; i < 2*n; i, p = i+1, p.next {
		sum = sum*10 + p.v
	}
	return sum
}

//go:noinline
func tree(n int) int {
	root := &node{}
	at := root
	for i := 0; i < n; i++ {
		k := &node{v: i}
		at.kids = append(at.kids, k)
		if i%3 == 2 {
			at = at.kids[0]
		}
	}
	return count(root, 1)
}

func count(n *node, depth int) int {
	sum := n.v * depth
	for _, k := range n.kids {
		sum += count(k, depth*10)
	}
	return sum
}

// In place, so that the loop that reverses does not make the objects.
//
//go:noinline
func reversed(n int) int {
	var head *node
	for i := 0; i < n; i++ {
		head = &node{v: i, next: head}
	}
	var back *node
	for head != nil {
		next := head.next
		head.next = back
		back, head = head, next
	}
	sum := 0
	for ; back != nil; back = back.next {
		sum = sum*10 + back.v + 1
	}
	return sum
}

//go:noinline
func table(n int) int {
	rows := make([][]int, n)
	for i := range rows {
		row := make([]int, 2)
		row[0], row[1] = i, i*i
		rows[i] = row
	}
	sum := 0
	for _, r := range rows {
		sum = sum*10 + r[0] + r[1]
	}
	return sum
}

func main() {
	println(list(6))            // OUTPUT: 543210
	println(listOfVariables(5)) // OUTPUT: 12345
	println(ring(4))            // OUTPUT: 12341234
	println(tree(9))            // OUTPUT: 22230
	println(reversed(7))        // OUTPUT: 1234567
	println(table(4))           // OUTPUT: 272
	scribble(3)
}
