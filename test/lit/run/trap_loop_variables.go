// RUN: %run-matrix --asan %s

// Each round of a loop has variables of its own: whoever captures or keeps one keeps that one.
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

var funcs []func() int
var pointers []*int

//go:noinline
func capture() {
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { i += 10; return i })
	}
	for i, v := range []int{5, 6} {
		funcs = append(funcs, func() int { return i*100 + v })
	}
	for i := range 2 {
		funcs = append(funcs, func() int { return i + 1000 })
	}
	for i, r := range "xy" {
		funcs = append(funcs, func() int { return i + int(r) })
	}
}

//go:noinline
func keep() {
	for i := 0; i < 4; i++ {
		pointers = append(pointers, &i)
		i++
	}
	for _, v := range [2]int{7, 8} {
		pointers = append(pointers, &v)
	}
}

// The closure stays in the frame, but all rounds' variables are in use after the loop.
//
//go:noinline
func local() int {
	var list [4]func() int
	for i := 0; i < 4; i++ {
		v := i * i
		list[i] = func() int { v++; return v + i }
	}
	sum := 0
	for k, f := range list {
		sum = sum*100 + f() + k
	}
	for _, f := range list {
		sum += f()
	}
	return sum
}

//go:noinline
func localPointers() int {
	var list [5]*int
	for i := 0; i < 5; i++ {
		list[i] = &i
	}
	sum := 0
	for _, p := range list {
		sum = sum*10 + *p
	}
	return sum
}

// The address is taken before the variable of the next round is made from this one.
//
//go:noinline
func bumped() int {
	var last *int
	sum := 0
	for i := 0; i < 6; i++ {
		if last != nil {
			sum = sum*10 + *last
			*last = 9
		}
		last = &i
	}
	return sum*10 + *last
}

func main() {
	capture()
	scribble(20)
	for _, f := range funcs {
		println(f())
	}
	// OUTPUT: 10
	// OUTPUT: 11
	// OUTPUT: 12
	// OUTPUT: 5
	// OUTPUT: 106
	// OUTPUT: 1000
	// OUTPUT: 1001
	// OUTPUT: 120
	// OUTPUT: 122
	println(funcs[0](), funcs[1]()) // OUTPUT: 20 21
	keep()
	scribble(20)
	for _, p := range pointers {
		println(*p)
	}
	// OUTPUT: 1
	// OUTPUT: 3
	// OUTPUT: 7
	// OUTPUT: 8
	println(local())         // OUTPUT: 1040944
	println(localPointers()) // OUTPUT: 1234
	println(bumped())        // OUTPUT: 12345
}
