// RUN: %run-matrix --asan %s

// What a deferred call gets is evaluated at the defer statement, and lives until the call.
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

type box struct{ v int }

func (b box) show(name string)     { println(name, b.v) }
func (b *box) showNow(name string) { println(name, b.v) }

//go:noinline
func show(name string, p *int, s []int, b box) {
	scribble(5)
	println(name, *p, s[0], b.v)
}

//go:noinline
func early(n int) {
	x := n
	s := []int{n, n}
	b := box{n}
	defer show("defer", &x, s, b)
	defer b.show("by value")
	defer b.showNow("by pointer")
	x, s[0], b.v = n+1, n+2, n+3
	s = []int{-1}
	scribble(5)
}

//go:noinline
func loop() {
	for i := 0; i < 3; i++ {
		v := i * 11
		defer show("loop", &v, []int{i}, box{v})
		v++
		defer func() { println("closure", i, v) }()
	}
	scribble(5)
}

//go:noinline
func replaced() {
	f := func() { println("first") }
	defer f()
	f = func() { println("second") }
	b := &box{1}
	defer b.showNow("old")
	b = &box{2}
	p := &b.v
	defer func(p *int) { println("kept", *p) }(p)
	p = nil
	scribble(5)
}

//go:noinline
func inBlock(n int) {
	if n > 0 {
		x := n
		defer func(p *int) { scribble(3); println("block", *p) }(&x)
	}
	y := [4]int{-9, -9, -9, -9}
	for i := range y {
		y[i] -= n
	}
	use(&y)
}

//go:noinline
func use(y *[4]int) { y[0] = -y[1] }

func main() {
	early(1)
	// OUTPUT: by pointer 4
	// OUTPUT: by value 1
	// OUTPUT: defer 2 3 1
	loop()
	// OUTPUT: closure 2 23
	// OUTPUT: loop 23 2 22
	// OUTPUT: closure 1 12
	// OUTPUT: loop 12 1 11
	// OUTPUT: closure 0 1
	// OUTPUT: loop 1 0 0
	replaced()
	// OUTPUT: kept 2
	// OUTPUT: old 1
	// OUTPUT: first
	inBlock(6) // OUTPUT: block 6
}
