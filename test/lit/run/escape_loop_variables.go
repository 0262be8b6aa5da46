// Each round of a loop has its own variables; kept pointers and closures see theirs.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type cell struct{ p *int }

var kept []func() int

//go:noinline
func pointers(n int) []*int {
	var ps []*int
	for i := 0; i < n; i++ {
		ps = append(ps, &i)
	}
	return ps
}

//go:noinline
func closures(n int) {
	for i := 0; i < n; i++ {
		x := i * 10
		kept = append(kept, func() int { x++; return x })
	}
}

//go:noinline
func local(n int) int {
	var ps [4]*int
	for i := 0; i < n; i++ {
		ps[i] = &i
	}
	sum := 0
	for _, p := range ps[:n] {
		sum = sum*10 + *p
	}
	return sum
}

//go:noinline
func rangeVariables(s []int) int {
	var cs [3]cell
	for i, v := range s {
		cs[i].p = &v
	}
	return *cs[0].p*100 + *cs[1].p*10 + *cs[2].p
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
	ps := pointers(3)
	closures(3)
	scribble(20)
	println(*ps[0], *ps[1], *ps[2])          // OUTPUT: 0 1 2
	println(kept[0](), kept[0](), kept[2]()) // OUTPUT: 1 2 21
	println(local(4))                        // OUTPUT: 123
	println(rangeVariables([]int{7, 8, 9}))  // OUTPUT: 789
}
