// RUN: %run-matrix %s
package main

// == on structs and arrays goes by fields in order and stops at the first difference; blank fields
// and padding do not count; comparing what is not comparable panics only when it is reached.

type padded struct {
	a int8
	b int64
	_ int
	c float32
}

type holder struct {
	n int
	x any
	s string
}

type pair struct{ p, q holder }

type big struct {
	a [10]int
	f [2]float64
	s [2]string
}

func caught(f func() bool) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	println(f())
}

var zero float64

func main() {
	x, y := padded{1, 2, 0, 3}, padded{1, 2, 0, 3}
	println(x == y) // OUTPUT: true
	y.c = -3
	println(x == y) // OUTPUT: false
	nan := padded{c: float32(zero / zero)}
	println(nan == nan) // OUTPUT: false
	minus := padded{c: float32(-1 / (1 / zero))}
	println(minus == padded{}) // OUTPUT: true

	bad := holder{1, []int{1}, "a"}
	caught(func() bool { return bad == holder{2, []int{1}, "a"} }) // OUTPUT: false
	caught(func() bool { return bad == bad })                      // OUTPUT: runtime error: comparing uncomparable type []int
	caught(func() bool { return pair{q: bad} == pair{p: holder{s: "x"}, q: bad} })
	// OUTPUT: false
	caught(func() bool { return any(bad) == any(7) }) // OUTPUT: false

	var b, c big
	println(b == c, [2]big{} == [2]big{b, c}) // OUTPUT: true true
	c.s[1] = "z"
	println(b == c, [2]big{} == [2]big{b, c}) // OUTPUT: false false
	c = b
	c.f[1] = zero / zero
	println(b == c, c == c) // OUTPUT: false false

	var e error
	var i, j any = 3, 3
	println(e == nil, i == j, i == any(int8(3)), i != nil) // OUTPUT: true true false true
	println([0]int{} == [0]int{}, struct{}{} == struct{}{}) // OUTPUT: true true
	s, t := "hello", "hel"
	t += "lo"
	println(s == t, s < t, s[:4] < t, s >= t, "" == s[:0]) // OUTPUT: true false true true true
}
