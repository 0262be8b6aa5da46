// RUN: %run-matrix --asan %s

// A value in an interface is a copy of its own, whatever happens to the variable it came from.
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

type big struct {
	a, b, c int
	p       *int
}

func (b big) sum() int   { return b.a + b.b + b.c + *b.p }
func (b *big) add(n int) { b.a += n }

type summer interface{ sum() int }

var sink any
var list []any

//go:noinline
func written(n int) int {
	v := n
	x := any(v)
	v++
	y := any(v)
	v *= 100
	return x.(int)*10000 + y.(int)*1000 + v
}

//go:noinline
func writtenStruct(n int) {
	v := n
	b := big{n, n, n, &v}
	s := summer(b)
	b.a, b.p = 1000, nil
	v++
	sink = s
	println(s.sum())
	b.add(1)
}

//go:noinline
func inLoop(n int) {
	v := big{}
	for i := 0; i < n; i++ {
		v.a = i * 300
		list = append(list, v, v.a)
		v.add(1)
	}
}

//go:noinline
func localLoop(n int) int {
	var boxes [4]any
	v := 1000
	for i := range boxes {
		boxes[i] = v
		v += n
	}
	sum := 0
	for _, b := range boxes {
		sum = sum*3 + b.(int)
	}
	return sum
}

//go:noinline
func throughPointer(p *big) any {
	x := any(*p)
	p.a = -1
	return x
}

//go:noinline
func arrays(n int) any {
	a := [3]*int{new(int), new(int), nil}
	*a[1] = n
	x := any(a)
	a[1] = nil
	return x
}

func main() {
	println(written(5)) // OUTPUT: 56600
	writtenStruct(2)    // OUTPUT: 9
	scribble(20)
	println(sink.(summer).sum()) // OUTPUT: 9
	inLoop(3)
	scribble(20)
	println(list[0].(big).a, list[2].(big).a, list[4].(big).a, list[3].(int), list[5].(int)) // OUTPUT: 0 300 600 300 600
	println(localLoop(7))                                                                    // OUTPUT: 40126
	b := big{a: 4}
	x := throughPointer(&b)
	y := arrays(6)
	scribble(20)
	println(x.(big).a, b.a)  // OUTPUT: 4 -1
	println(*y.([3]*int)[1]) // OUTPUT: 6
}
