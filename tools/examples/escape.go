// Where do variables live? Each function below is one answer: on the stack, which costs nothing, or on the heap,
// which the garbage collector has to clean up. `tools/try` shows the compiler's verdicts and then runs this.
package main

import "runtime"

var kept *int
var words []*string

// The address of a is returned and the function may not be inlined: a outlives its frame.
//
//go:noinline
func newInt() *int {
	var a int = 1
	return &a
}

// new says nothing about the heap: this object does not leave its function, and nothing is left of it but "return 0".
//
//go:noinline
func New() int {
	a := new(int)
	return *a
}

// A package variable outlives every function.
//
//go:noinline
func keep() {
	x := 42
	kept = &x
}

// A slice of pointers that stays here keeps what it points to here too ...
func localWords() int {
	a, b := "stack", "frame"
	list := []*string{&a, &b}
	return len(*list[0]) + len(*list[1])
}

// ... and one that is kept takes everything along.
//
//go:noinline
func keptWords() {
	s, t := "heap", "collector"
	words = []*string{&s, &t}
}

type reader interface{ read(b []byte) int }

type zeros struct{ calls int }

func (z *zeros) read(b []byte) int {
	z.calls++
	for i := range b {
		b[i] = 0
	}
	return len(b)
}

// A call through an interface: all types that can stand behind r are known, and none keeps its argument.
func readSome() int {
	var r reader = &zeros{}
	return r.read(make([]byte, 16))
}

// Too large for a stack frame.
//
//go:noinline
func large(n int) byte {
	b := make([]byte, 65537)
	for i := range b {
		b[i] = byte(i + n)
	}
	return b[n*n]
}

func allocations(name string, f func()) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	println(name, "allocates", after.Mallocs-before.Mallocs)
}

func main() {
	println("newInt:", *newInt(), "New:", New())
	allocations("newInt     ", func() { kept = newInt() })
	allocations("New        ", func() { New() })
	allocations("keep       ", keep)
	allocations("local words", func() { localWords() })
	allocations("kept words ", keptWords)
	allocations("readSome   ", func() { readSome() })
	allocations("large      ", func() { println("large:", large(100)) })
	for _, w := range words {
		println("kept:", *kept, *w)
	}
}
