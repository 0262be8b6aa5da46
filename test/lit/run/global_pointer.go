// RUN: %run-matrix %s

// A package variable that is set once keeps its object although the allocation runs again.
package main

var fuel = 3
var kept **int

//go:noinline
func keepOnce(p *int) {
	fuel--
	if fuel == 1 {
		kept = &p
	}
}

//go:noinline
func round(k int) (r *int) {
	v := k
	keepOnce(&v)
	return r
}

func main() {
	for i := 0; i < 6; i++ {
		round(i)
		if kept != nil {
			println(**kept)
		}
	}
}

// OUTPUT: 1
// OUTPUT: 1
// OUTPUT: 1
// OUTPUT: 1
// OUTPUT: 1
