// RUN: %run-matrix --asan %s

// string(b) and []byte(s) that are only looked at are not copied, unless the bytes change before they are looked at.
package main

import "runtime"

//go:noinline
func isFoo(b []byte) bool { return string(b) == "foo" }

//go:noinline
func same(a, b []byte) bool { return string(a) == string(b) }

func generic[T string | []byte](a, b T) bool { return string(a) == string(b) }

//go:noinline
func less(a, b []byte) bool { return string(a) < string(b) }

//go:noinline
func change(b []byte) string {
	b[0] = 'X'
	return "foo"
}

// As with gc, the call comes first.
//
//go:noinline
func changed(b []byte) bool { return string(b) == change(b) }

//go:noinline
func stored(b []byte) bool {
	s := string(b)
	b[0] = 'Y'
	return s == "foo"
}

//go:noinline
func kind(b []byte) int {
	switch string(b) {
	case "foo", "bar":
		return 1
	case "long text that is no short one":
		return 2
	}
	return 3
}

// Cases that change the bytes.
//
//go:noinline
func kindChanged(b []byte) int {
	switch string(b) {
	case change(b) + "!":
		return 1
	case "foo":
		return 2
	}
	return 3
}

//go:noinline
func count(s string) (n int) {
	for _, c := range []byte(s) {
		if c == 'o' {
			n++
		}
	}
	return n
}

//go:noinline
func runes(b []byte) (n int) {
	for i, r := range string(b) {
		n += i * int(r)
	}
	return n
}

// The loop changes what it ranges over.
//
//go:noinline
func runesChanged(b []byte) (n int) {
	for i, r := range string(b) {
		b[len(b)-1] = 'z'
		n += i * int(r)
	}
	return n
}

//go:noinline
func quote(b []byte) string { return "<" + string(b) + ">" }

// The only operand that is not empty must be copied all the same.
//
//go:noinline
func join(b []byte, s string) string { return s + string(b) + s }

//go:noinline
func find(m map[string]int, b []byte) int { return m[string(b)] }

//go:noinline
func findChanged(m map[string]int, b []byte) int {
	s := string(b)
	b[1] = 'Z'
	return m[s]
}

//go:noinline
func appended(to []byte, s string) []byte { return append(to, []byte(s)...) }

// Bytes in the frame whose slice is dead, and whose memory serves the next round.
//
//go:noinline
func rounds(n int) (hits int) {
	last := ""
	for i := range n {
		var b []byte
		b = append(b, byte('a'+i%2))
		s := string(b)
		if s == last {
			hits++
		}
		last = s
	}
	return hits
}

//go:noinline
func get(b []byte, i int) byte { return string(b)[i] }

func allocations(f func()) uint64 {
	f()
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.Mallocs - a.Mallocs
}

func main() {
	foo := func() []byte { return []byte("foo") }
	println(isFoo(foo()), isFoo([]byte("fox")), same(foo(), foo()), less(foo(), []byte("fop"))) // OUTPUT: true false true true
	println(generic(foo(), foo()), generic("a", "b")) // OUTPUT: true false
	println(changed(foo()), stored(foo()))                                                     // OUTPUT: false true
	println(kind(foo()), kind([]byte("long text that is no short one")), kind(nil))             // OUTPUT: 1 2 3
	println(kindChanged(foo()))                                                                // OUTPUT: 2
	println(count("foo boo"), runes(foo()), runesChanged([]byte("foo")), get(foo(), 2))         // OUTPUT: 4 333 333 111
	b := foo()
	q, j := quote(b), join(b, "")
	m := map[string]int{"foo": 7}
	println(find(m, b), findChanged(m, b), string(b)) // OUTPUT: 7 7 fZo
	println(q, j, string(appended(b, "++")))          // OUTPUT: <foo> foo fZo++
	println(rounds(10))                               // OUTPUT: 0
	long := []byte("a text that is longer than the buffer for short strings in frames")
	println(allocations(func() { kind(long) }) == 0) // OUTPUT: true
	println(allocations(func() { same(long, long) }) == 0) // OUTPUT: true
	println(allocations(func() { find(m, long) }) == 0) // OUTPUT: true
	println(allocations(func() { runes(long) }) == 0) // OUTPUT: true
	text := string(long)
	println(allocations(func() { count(text) }) == 0) // OUTPUT: true
}
