// RUN: %run-matrix --asan %s

// The first arrays of an append whose slice stays in the function lie in the frame, one behind the other: earlier
// slices stay valid, and capacities are those of the heap.
package main

import "runtime"

type node struct {
	p *int
	s string
}

//go:noinline
func ints(n int) (sum, c int) {
	var q []int
	for i := range n {
		q = append(q, i)
	}
	for _, v := range q {
		sum += v
	}
	return sum, cap(q)
}

// Earlier headers stay valid when the slice grows.
//
//go:noinline
func headers(n int) int {
	var all [9][]int
	var q []int
	for i := range n {
		q = append(q, i)
		all[i] = q
	}
	for i := range n {
		all[i][0] += 100 + i
	}
	s := 0
	for i := range n {
		for _, v := range all[i] {
			s = s*3 + v
		}
	}
	return s
}

// Several slices of one append at once.
//
//go:noinline
func several(n int) int {
	var rows [6][]int32
	for i := range rows {
		for k := range n {
			rows[i] = append(rows[i], int32(i*10+k))
		}
	}
	s := 0
	for _, r := range rows {
		for _, v := range r {
			s = s*7 + int(v)
		}
	}
	return s
}

//go:noinline
func pointers(n int) int {
	var q []node
	for i := range n {
		v := new(int)
		*v = i
		q = append(q, node{v, "x"})
		runtime.GC()
	}
	s := 0
	for _, v := range q {
		s += *v.p + len(v.s)
	}
	return s
}

//go:noinline
func keep(n int) []int {
	var q []int
	for i := range n {
		q = append(q, i)
	}
	return q
}

//go:noinline
func bytes(s string) int {
	var b []byte
	for i := 0; i < 5; i++ {
		b = append(b, s...)
	}
	x := append(b[:2], "zz"...)
	return len(b)*1000 + cap(b) + int(x[3]) + int(b[2])
}

type big [20]int

//go:noinline
func large(n int) int {
	var q []big
	for i := range n {
		q = append(q, big{i})
	}
	return len(q)*100 + cap(q)
}

// A buffer a round: nobody uses the slice of the round before.
//
//go:noinline
func rounds(n int) int {
	s := 0
	for i := range n {
		var q []int
		q = append(q, i)
		q = append(q, i+1)
		for _, v := range q {
			s += v
		}
	}
	return s
}

func main() {
	for i := 0; i < 12; i += 3 {
		println(ints(i)) // OUTPUT: 0 0
		// OUTPUT: 3 4
		// OUTPUT: 15 8
		// OUTPUT: 36 16
	}
	println(headers(9))     // OUTPUT: -8578291424517471725
	println(several(5))     // OUTPUT: 2664282929348929582
	println(pointers(4))    // OUTPUT: 10
	println(keep(5)[4])     // OUTPUT: 4
	println(bytes("hello")) // OUTPUT: 25276
	println(large(3))       // OUTPUT: 304
	println(rounds(100))    // OUTPUT: 10000
}
