// append writes into spare capacity; after growth the old array is still valid.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var kept []*int

//go:noinline
func add(s []*int, p *int) []*int { return append(s, p) }

//go:noinline
func spare(s []*int) {
	x := 5
	_ = append(s, &x)
}

//go:noinline
func grown() (int, int) {
	var a [2]int
	s := a[:1]
	t := append(s, 7)
	u := append(t, 8)
	u[0] = 9
	return a[1]*10 + a[0], u[0]
}

//go:noinline
func oldHeader(n int) int {
	s := make([]int, 0, 2)
	old := s[:2]
	for i := 0; i < n; i++ {
		s = append(s, i+1)
	}
	old[0] = 50
	return old[0]*100 + old[1]*10 + s[0]
}

//go:noinline
func inLoop(n int) int {
	var all [][]byte
	for i := 0; i < n; i++ {
		var s []byte
		s = append(s, byte(i), byte(i+1))
		all = append(all, s)
	}
	sum := 0
	for _, s := range all {
		sum = sum*100 + int(s[0])*10 + int(s[1])
	}
	return sum
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
	s := make([]*int, 0, 4)
	spare(s)
	x := 3
	kept = add(s[:1], &x)
	scribble(20)
	println(*kept[0], *kept[1]) // OUTPUT: 5 3
	a, b := grown()
	println(a, b)         // OUTPUT: 70 9
	println(oldHeader(3)) // OUTPUT: 5021
	println(inLoop(3))    // OUTPUT: 11223
}
