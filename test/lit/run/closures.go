// RUN: %run-matrix %s

// Variables captured by value and by reference, per round of a loop, by goto, nested, results.
package main

func counter() (func() int, func()) {
	n := 0
	return func() int { return n }, func() { n++ }
}

func byValue() []func() int {
	var fs []func() int
	for i := 0; i < 3; i++ {
		j := i * 10
		k := 0
		k = j + 1
		fs = append(fs, func() int { return i + j + k })
	}
	return fs
}

func loopMod() []func() int {
	var fs []func() int
	for i := 0; i < 6; i++ {
		fs = append(fs, func() int { return i })
		i++
	}
	return fs
}

func loopCond() (r []int) {
	var prev func() int
	for i := 0; i < 3; i++ {
		if prev != nil {
			r = append(r, prev())
		}
		prev = func() int { i += 5; return i }
		if i == 1 {
			continue
		}
	}
	r = append(r, prev())
	return
}

func gotoLoop() []func() int {
	var fs []func() int
	i := 0
loop:
	j := i
	fs = append(fs, func() int { j++; return j*10 + i })
	i++
	if i < 3 {
		goto loop
	}
	return fs
}

func nested() func() func() int {
	a := 1
	return func() func() int {
		b := a
		a++
		return func() int { b++; return a*100 + b }
	}
}

func ranges() {
	var fs []func()
	for i, v := range []string{"a", "b", "c"} {
		fs = append(fs, func() { println(i, v); v += "!"; i++ })
	}
	for _, f := range fs {
		f()
		f()
	}
	var ps []*int
	for i := range 3 {
		ps = append(ps, &i)
	}
	for _, p := range ps {
		println(*p)
	}
	var k int
	var gs []func() int
	for k = range 3 {
		gs = append(gs, func() int { return k })
	}
	for _, g := range gs {
		println(g())
	}
}

func resultCapture() (x int, g func() int) {
	g = func() int { return x }
	return 5, g
}

func resultDefer() (x, y int) {
	defer func() { x, y = y, x }()
	x = 1
	return 2, x + 2
}

func main() {
	get, inc := counter()
	inc()
	inc()
	println(get())
	for _, f := range byValue() {
		println(f())
	}
	for _, f := range loopMod() {
		println(f())
	}
	for _, v := range loopCond() {
		println(v)
	}
	for _, f := range gotoLoop() {
		println(f(), f())
	}
	n := nested()
	f1, f2 := n(), n()
	println(f1(), f2(), f1())
	ranges()
	x, g := resultCapture()
	println(x, g())
	println(resultDefer())
}

// OUTPUT: 2
// OUTPUT: 1
// OUTPUT: 22
// OUTPUT: 43
// OUTPUT: 1
// OUTPUT: 3
// OUTPUT: 5
// OUTPUT: 5
// OUTPUT: 6
// OUTPUT: 7
// OUTPUT: 13 23
// OUTPUT: 23 33
// OUTPUT: 33 43
// OUTPUT: 302 303 303
// OUTPUT: 0 a
// OUTPUT: 1 a!
// OUTPUT: 1 b
// OUTPUT: 2 b!
// OUTPUT: 2 c
// OUTPUT: 3 c!
// OUTPUT: 0
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 2
// OUTPUT: 2
// OUTPUT: 2
// OUTPUT: 5 5
// OUTPUT: 3 2
