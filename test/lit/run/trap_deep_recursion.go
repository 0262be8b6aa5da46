// RUN: %run-matrix --asan %s

// Objects in the frames of a deep recursion: the stack is large enough, each frame has its own.
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

type buffer struct {
	data [64]int
	up   *buffer
}

//go:noinline
func fill(b *buffer, n int) {
	for i := range b.data {
		b.data[i] = n + i
	}
}

//go:noinline
func deep(n int, up *buffer) int {
	var b buffer
	fill(&b, n)
	b.up = up
	if n == 0 {
		sum := 0
		for p := &b; p != nil; p = p.up {
			sum = (sum*31 + p.data[63]) % 1000003
		}
		return sum
	}
	r := deep(n-1, &b)
	if b.data[n%64] != n+n%64 {
		return -1
	}
	return r
}

//go:noinline
func slices(n int, up []int) int {
	s := make([]int, 100)
	s[n%100] = n
	if n == 0 {
		return len(up)
	}
	return slices(n-1, s) + s[n%100] + up[(n+1)%100]
}

//go:noinline
func strings(n int, up string) int {
	if n == 0 {
		return len(up)
	}
	s := up[len(up)/2:] + string(rune('a'+n%26))
	b := []byte(s)
	r := strings(n-1, s)
	if string(b) != s {
		return -1
	}
	return r + int(s[len(s)-1])
}

//go:noinline
func closures(n int, up func() int) int {
	v := n
	f := func() int { v++; return v%7 + up()%3 }
	if n == 0 {
		return f()
	}
	return closures(n-1, f) + v%2
}

//go:noinline
func defers(n int, p *int) (r int) {
	x := n
	defer func() { r += x % 3; *p += x % 2 }()
	if n == 0 {
		return 0
	}
	r = defers(n-1, &x)
	return r
}

func main() {
	println(deep(5000, nil))                        // OUTPUT: 582750
	println(slices(3000, make([]int, 100)))         // OUTPUT: 9003099
	println(strings(5000, "start"))                 // OUTPUT: 547439
	println(closures(500, func() int { return 1 })) // OUTPUT: 252
	x := 0
	println(defers(3000, &x), x) // OUTPUT: 3000 0
	scribble(3)
}
