// RUN: %run-matrix --asan %s

// Order of evaluation: a receive is computed like a call; select evaluates channels and values once, in
// source order, the targets only when their case runs.
package main

var c = make(chan int, 10)

func ch(s string) chan int { println("chan", s); return c }
func val(v int) int        { println("val", v); return v }
func idx(i int) int        { println("idx", i); return i }

func get() int { println("get"); return 100 }

type S struct{ a, b int }

func sink(a, b, c int) { println(a, b, c) }

func main() {
	ch("a") <- val(1)
	c <- 2
	c <- 3
	x := 0
	sink(<-c, get(), <-c)
	var a [4]int
	a[idx(1)], x = <-c, val(4)
	println(a[1], x)
	c <- 5
	c <- 6
	y := <-c*10 + <-c
	println(y)
	c <- 7
	a[idx(2)] = <-ch("b")
	c <- 8
	var ok bool
	a[idx(3)], ok = <-c
	println(a[3], ok)
	m := []S{{}, {}}
	c <- 9
	var none chan int
	select {
	case m[idx(0)].a = <-ch("x"):
		println("first")
	case none <- val(10):
	case m[idx(1)].b, ok = <-none:
	}
	println(m[0].a)
	p := &S{}
	c <- 11
	select {
	case p.a, ok = <-c:
	default:
		println("not this")
	}
	println(p.a, ok)
	select {
	case none <- val(12):
		println("not this")
	case p.b = <-none:
	default:
		println("default")
	}
	z := 1
	select {
	case c <- func() int { z = 2; return z }():
	}
	println(<-c, z)
	i := interface{}(nil)
	c <- 13
	select {
	case i = <-c:
	}
	println(i.(int))
	s := make(chan interface{}, 1)
	select {
	case s <- z:
	default:
	}
	println((<-s).(int))
	c <- 14
	if v := <-c; v > 10 {
		println("if", v)
	}
	c <- 15
	switch v := <-c; {
	case v == 15:
		println("switch", v)
	}
	c <- 16
	switch <-c {
	case 16:
		println("tag")
	}
	c <- 1
	c <- 0
	for <-c != 0 {
		println("loop")
	}
	c <- 17
	println(<-(c))
}
