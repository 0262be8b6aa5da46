// Frames with buffers, many levels deep.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type level struct {
	buf  [32]int
	prev *level
}

//go:noinline
func down(n int, prev *level) int {
	var l level
	l.prev = prev
	l.buf[n%32] = n
	if n == 0 {
		sum := 0
		for p := &l; p != nil; p = p.prev {
			for _, v := range p.buf {
				sum += v
			}
		}
		return sum
	}
	return down(n-1, &l)
}

//go:noinline
func closures(n int, f func() int) int {
	x := n
	if n == 0 {
		return f()
	}
	return closures(n-1, func() int { x++; return x + f()%7 })
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
	println(down(2000, nil))                        // OUTPUT: 2001000
	println(closures(300, func() int { return 3 })) // OUTPUT: 2
}
