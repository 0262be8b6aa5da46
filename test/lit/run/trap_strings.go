// RUN: %run-matrix --asan %s

// Strings and byte slices are copied when converted, also into small buffers in the frame.
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

var sink string
var bytes []byte
var runes []rune
var list []string

//go:noinline
func toString(n int) {
	b := []byte{'a', 'b', byte(n)}
	sink = string(b)
	b[0] = 'z'
}

//go:noinline
func toBytes(s string) {
	b := []byte(s)
	c := []byte(s)
	b[0] = '#'
	bytes = c[1:]
	println(string(b), s)
}

//go:noinline
func concat(a, b string) string {
	c := a + b
	d := c + a
	return d[1:]
}

//go:noinline
func loop(s string) {
	for i := range s {
		t := s[i:] + "-" + s[:i]
		list = append(list, t)
	}
	for _, r := range s {
		list = append(list, string(r))
	}
}

//go:noinline
func local(s string) int {
	last := ""
	sum := 0
	for i := 0; i < len(s); i++ {
		b := []byte(s[i:])
		b[0]++
		t := string(b)
		if last != "" && last > t {
			sum += i
		}
		last = t
	}
	return sum*1000 + len(last) + int(last[0])
}

//go:noinline
func localLists(s string) int {
	var parts [4]string
	var raw [4][]byte
	for i := range parts {
		parts[i] = s + string(rune('a'+i))
		raw[i] = []byte(parts[i])
	}
	sum := 0
	for i := range parts {
		sum = sum*7 + int(parts[i][len(parts[i])-1]) + int(raw[i][len(raw[i])-1])
	}
	return sum
}

//go:noinline
func toRunes(s string) {
	r := []rune(s)
	runes = r[:2]
	r[1]++
}

//go:noinline
func substring(n int) string {
	b := make([]byte, 8)
	for i := range b {
		b[i] = 'a' + byte(n+i)
	}
	s := string(b)
	b[3] = '*'
	return s[2:5]
}

func main() {
	toString('c')
	scribble(20)
	println(sink)    // OUTPUT: abc
	toBytes("bytes") // OUTPUT: #ytes bytes
	scribble(20)
	println(string(bytes)) // OUTPUT: ytes
	s, t := concat("one", "two"), substring(3)
	loop("xyz")
	toRunes("éa")
	scribble(20)
	println(s, t) // OUTPUT: netwoone fgh
	for _, s := range list {
		println(s)
	}
	// OUTPUT: xyz-
	// OUTPUT: yz-x
	// OUTPUT: z-xy
	// OUTPUT: x
	// OUTPUT: y
	// OUTPUT: z
	println(string(runes))     // OUTPUT: éb
	println(local("hgfabc"))   // OUTPUT: 6101
	println(localLists("pre")) // OUTPUT: 77732
}
