// RUN: %run-matrix --asan %s

// Look-ups by m[string(b)] read the bytes where they are, before calls in the statement can change them; what is stored
// is a copy.
package main

var calls int

//go:noinline
func look(m map[string]int, b []byte) (int, bool) {
	v, ok := m[string(b)]
	return v, ok
}

type name string

//go:noinline
func look2(m map[name]int, b []byte) int { return m[name(b)] + m[name(b[1:])] }

//go:noinline
func mod(b []byte) int { b[0] = 'z'; calls++; return calls }

func main() {
	m := map[string]int{"abc": 1, "zbc": 2, "a long key of more than thirty-two bytes": 3}
	b := []byte("abc")
	println(look(m, b))
	println(m[string(b)] + 10*mod(b))
	println(look(m, b))
	println(look(m, []byte("a long key of more than thirty-two bytes")))
	println(look2(map[name]int{"bc": 4, "abc": 1}, []byte("abc")))
	s := string(b)
	println(m[s], s)
	b[0] = 'q'
	println(m[s], s)
}

// OUTPUT: 1 true
// OUTPUT: 11
// OUTPUT: 2 true
// OUTPUT: 3 true
// OUTPUT: 5
// OUTPUT: 2 zbc
// OUTPUT: 2 zbc
