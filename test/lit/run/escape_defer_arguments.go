// Arguments of deferred calls are evaluated at the statement and live until the call.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

type box struct{ v *int }

//go:noinline
func show(p *int, s string, b box) { println(*p, s, *b.v) }

//go:noinline
func f() {
	x := 1
	p := &x
	y := 10
	defer show(p, "first", box{&y})
	z := 2
	p = &z
	x = 3
	scribble(10)
}

//go:noinline
func loop(n int) {
	for i := 0; i < n; i++ {
		x := i * 2
		defer show(&x, string(rune('a'+i)), box{&i})
		x++
	}
	scribble(10)
}

type counter struct{ n int }

func (c counter) byValue()    { println("value", c.n) }
func (c *counter) byPointer() { println("pointer", c.n) }

//go:noinline
func receivers() {
	c := counter{1}
	defer c.byValue()
	defer c.byPointer()
	c.n = 2
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
	f() // OUTPUT: 3 first 10
	loop(3)
	// OUTPUT: 5 c 2
	// OUTPUT: 3 b 1
	// OUTPUT: 1 a 0
	receivers()
	// OUTPUT: pointer 2
	// OUTPUT: value 1
}
