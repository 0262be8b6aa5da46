// RUN: %run-matrix %s
package main

// A frame object is new and zero each time its statement runs.

type node struct {
	next *node
	v    [3]int
}

func sum(n *node) (s int) {
	for ; n != nil; n = n.next {
		s += n.v[0] + n.v[1] + n.v[2]
	}
	return
}

//go:noinline
func fill(p *[3]int, k int) { p[k%3] += k }

func size(n int) int { return n }

func main() {
	total := 0
	for i := 1; i < 6; i++ {
		var n node
		fill(&n.v, i)
		m := &node{next: &n}
		fill(&m.v, 10*i)
		total += sum(m)
	}
	println(total) // OUTPUT: 165
	for i := 0; i < 3; i++ {
		s := make([]int, size(4))
		for k, x := range s {
			if x != 0 {
				println("not zero", k, x)
			}
			s[k] = i + 1
		}
		b := make([]byte, 2, size(100)*i+2)
		b = append(b, "xyz"...)
		println(len(s), s[3], len(b), string(b[2:])) // OUTPUT: 4 1 5 xyz
		// OUTPUT: 4 2 5 xyz
		// OUTPUT: 4 3 5 xyz
	}
	x := 1
	add := func(n int) { x += n }
	for i := 0; i < 3; i++ {
		add(i)
	}
	println(x) // OUTPUT: 4
}
