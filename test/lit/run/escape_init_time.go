// Objects that package initialisation leaves behind.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type entry struct {
	name string
	p    *int
}

var (
	entries = makeEntries(3)
	direct  = &entry{"direct", &number}
	number  = 4
	lookup  = func() *entry { e := entry{"closure", nil}; n := 5; e.p = &n; return &e }()
	fromFn  *int
)

//go:noinline
func makeEntries(n int) []*entry {
	var out []*entry
	for i := 0; i < n; i++ {
		v := i
		e := entry{"made", &v}
		out = append(out, &e)
	}
	return out
}

func init() {
	x := 6
	fromFn = &x
	scribble(20)
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
	scribble(20)
	println(*entries[0].p, *entries[2].p, *direct.p, *lookup.p, lookup.name, *fromFn) // OUTPUT: 0 2 4 5 closure 6
}
