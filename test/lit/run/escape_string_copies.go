// Strings and byte slices never share memory that is written.
// REQUIRES: asan
// RUN: %run-matrix --asan %s
package main

var kept string

//go:noinline
func toString(b []byte) string { return string(b) }

//go:noinline
func f() (string, []byte) {
	b := []byte("hello")
	s := string(b)
	b[0] = 'j'
	return s, b
}

//go:noinline
func short() {
	b := []byte{'a', 'b'}
	kept = string(b)
	b[0] = 'z'
}

//go:noinline
func compare(b []byte) bool {
	s := string(b)
	b[0] = 'X'
	return s == "abc"
}

//go:noinline
func runes() (string, []rune) {
	r := []rune("aé日")
	s := string(r[1:])
	r[1] = 'b'
	return s, r
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
	s, b := f()
	short()
	r, rs := runes()
	scribble(20)
	println(s, string(b), kept, compare([]byte("abc")), r, string(rs)) // OUTPUT: hello jello ab true é日 ab日
	println(toString([]byte("x")) + kept)                              // OUTPUT: xab
}
