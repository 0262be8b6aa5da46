// The cases of the article that the project started from: verdicts, and objects made at run time.
// RUN: %golite-cc -m %s 2>&1 | FileCheck --implicit-check-not='{{moved to heap|escapes to heap}}' %s
// RUN: %golite-cc -o %t %s && %t 2>&1 | FileCheck --check-prefix=COUNT %s
// RUN: %golite-cc -O0 -o %t %s && %t 2>&1 | FileCheck --check-prefix=COUNT %s
package main

import "runtime"

// s01: not referenced outside its function
//
//go:noinline
func s01() int {
	a := 1
	p := &a
	return *p
}

//go:noinline
func fill(s []byte, n int) {
	for i := range s {
		s[i] = byte(n)
	}
}

// s02: a very large array
//
//go:noinline
func s02(n int) int {
	var a [200000]byte // CHECK: [[#@LINE]]:6: moved to heap: a
	fill(a[:], n)
	return int(a[n])
}

// s03: a large make
//
//go:noinline
func s03(n int) byte {
	s := make([]byte, 65537) // CHECK: [[#@LINE]]:11: make([]byte, 65537) escapes to heap
	fill(s, n)
	return s[n]
}

//go:noinline
func newInt() *int {
	a := 1 // CHECK: [[#@LINE]]:2: moved to heap: a
	return &a
}

var kept *int

// s04: a pointer to a local is returned and kept
func s04() { kept = newInt() }

// s05: the caller only reads through it
func s05() int { return *newInt() }

// s06: new that does not leave its function
//
//go:noinline
func New() int {
	a := new(int) // CHECK: [[#@LINE]]:10: new(int) does not escape
	return *a
}

var table []*string

// s09: pointers in a slice that is kept
//
//go:noinline
func s09() {
	s := "x"              // CHECK: [[#@LINE]]:2: moved to heap: s
	table = []*string{&s} // CHECK: [[#@LINE]]:19: []*string{...} escapes to heap
}

// s10: pointers in a slice that is used here only
//
//go:noinline
func s10() int {
	s := "x"
	t := []*string{&s} // CHECK: [[#@LINE]]:16: []*string{...} does not escape
	return len(*t[0])
}

// s11: append beyond the capacity
//
//go:noinline
func s11(s []int) []int {
	return append(s, 1) // CHECK: [[#@LINE]]:15: append escapes to heap
}

var full = make([]int, 4, 4) // CHECK: [[#@LINE]]:16: make([]int, 4, 4) escapes to heap

// s12: growth by run-time data
//
//go:noinline
func s12(n int) int {
	var s []int
	for i := 0; i < n; i++ {
		s = append(s, i) // CHECK: [[#@LINE]]:13: append does not escape
	}
	return len(s)
}

type reader interface{ Read(b []byte) int }

type ones struct{ n int }

func (o *ones) Read(b []byte) int {
	for i := range b {
		b[i] = 1
	}
	o.n += len(b)
	return o.n
}

//go:noinline
func readFrom(r reader) int {
	b := make([]byte, 16) // CHECK: [[#@LINE]]:11: make([]byte, 16) does not escape
	return r.Read(b)
}

// s13: a method of an interface value
//
//go:noinline
func s13() int {
	var o ones
	return readFrom(&o)
}

// s14: a package-level pointer
//
//go:noinline
func s14() {
	x := 2 // CHECK: [[#@LINE]]:2: moved to heap: x
	kept = &x
}

// s15: memory of unpredictable size
//
//go:noinline
func s15(n int) int {
	s := make([]int, n) // CHECK: [[#@LINE]]:11: make([]int, n) does not escape
	return len(s)
}

func newIntInlined() *int {
	a := 1 // CHECK: [[#@LINE]]:2: moved to heap: a
	return &a
}

// s16: like newInt, but inlinable
//
//go:noinline
func s16() int { return *newIntInlined() }

var total int

func count(name string, f func()) {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	println(name, b.Mallocs-a.Mallocs)
}

func main() {
	count("s01", func() { total += s01() })          // COUNT: s01 0
	count("s02", func() { total += s02(3) })         // COUNT: s02 1
	count("s03", func() { total += int(s03(3)) })    // COUNT: s03 1
	count("s04", func() { s04() })                   // COUNT: s04 1
	count("s05", func() { total += s05() })          // COUNT: s05 1
	count("s06", func() { total += New() })          // COUNT: s06 0
	count("s09", func() { s09() })                   // COUNT: s09 2
	count("s10", func() { total += s10() })          // COUNT: s10 0
	count("s11", func() { total += len(s11(full)) }) // COUNT: s11 1
	count("s12", func() { total += s12(8) })         // COUNT: s12 0
	count("s13", func() { total += s13() })          // COUNT: s13 0
	count("s14", func() { s14() })                   // COUNT: s14 1
	count("s15", func() { total += s15(1000) })      // COUNT: s15 1
	count("s16", func() { total += s16() })          // COUNT: s16 0
}
