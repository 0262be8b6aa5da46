// A string made of bytes only to be looked at at once has no copy of them; one that outlives a change of the bytes has.

// RUN: %run-matrix --asan %s
package main

import (
	"fmt"
	"testing"
)

var long = make([]byte, 100)

func generic[T string | []byte](a, b T) bool { return string(a) == string(b) }

func change(b []byte) string {
	b[0] = 'x'
	return "abc"
}

func pick(b []byte) string {
	switch string(b) {
	case "abc":
		b[0] = 'x'
		return "abc"
	case "xbc", "ybc":
		return "xyz"
	}
	return "none"
}

func pickLate(b []byte) string {
	switch string(b) {
	case change(b) + "d":
		return "d"
	case "abc":
		return "abc"
	}
	return "none"
}

func sum(s string) (n int) {
	for _, c := range []byte(s) {
		n += int(c)
	}
	return n
}

func main() {
	fmt.Println(testing.AllocsPerRun(10, func() {
		_ = string(long) == string(long[1:])
		_ = string(long[:10]) < string(long[1:])
		_ = generic(long, long)
		switch string(long) {
		case "a", "b":
			panic("a")
		}
	}))

	b := []byte("abc")
	change(b)
	fmt.Println(string(b) == "abc", string(b) == "xbc")
	b = []byte("abc")
	s := string(b)
	m := map[string]int{"abc": 1}
	n := m[s]
	b[0] = 'y'
	fmt.Println(n, s, m[string(b)])
	fmt.Println(pick(b), pick([]byte("abc")), pickLate([]byte("abc")))

	t, u := "<"+string(b)+">", string(b)+""
	b[0] = 'z'
	fmt.Println(t, u, string(b)+t)
	for i, r := range string(b) {
		b[2] = '!'
		fmt.Print(i, string(r), " ")
	}
	w := "text"
	for i, c := range []byte(w) {
		w = "other"
		fmt.Print(i, c, " ")
	}
	fmt.Println(w, sum("abc"), sum(string(b)))
	for i := range []byte(w) {
		fmt.Print(i)
	}
	fmt.Println()
}

// OUTPUT: 0
// OUTPUT: false true
// OUTPUT: 1 abc 0
// OUTPUT: xyz abc abc
// OUTPUT: <ybc> ybc zbc<ybc>
// OUTPUT: 0z 1b 2c 0 116 1 101 2 120 3 116 other 294 253
// OUTPUT: 01234
