// RUN: %run-matrix --asan %s

// Channel types: directions, elements of every size, channels as keys of comparisons, in structs, arrays, interfaces.
package main

type Big struct {
	a [40]int
	s string
}
type Empty struct{}
type Named chan int
type Dir <-chan string

func producer(n int) <-chan int {
	c := make(chan int)
	go func() {
		defer close(c)
		for i := 0; i < n; i++ {
			c <- i
		}
	}()
	return c
}

func consume(c <-chan int, out chan<- int) {
	s := 0
	for v := range c {
		s += v
	}
	out <- s
}

func elems() {
	b := make(chan Big)
	go func() { x := Big{s: "big"}; x.a[39] = 7; b <- x; x.a[39] = 8; b <- x }()
	r := <-b
	r2, ok := <-b
	println(r.a[39], r.s, r2.a[39], ok)
	e := make(chan Empty)
	go func() { e <- Empty{}; close(e) }()
	_, ok = <-e
	_, ok2 := <-e
	println(ok, ok2)
	f := make(chan float64, 2)
	f <- 1.5
	println(<-f == 1.5, cap(f))
	u := make(chan uint8, 3)
	for i := range 3 {
		u <- uint8(i * 100)
	}
	println(len(u), <-u, <-u, <-u)
	cc := make(chan complex128, 1)
	cc <- 1 + 2i
	println(real(<-cc))
	bb := make(chan bool, 2)
	bb <- true
	println(<-bb)
	fn := make(chan func(int) int, 1)
	k := 3
	fn <- func(x int) int { return x * k }
	println((<-fn)(5))
	ar := make(chan [3]string, 1)
	ar <- [3]string{"a", "b", "c"}
	println((<-ar)[2])
	sl := make(chan []int, 1)
	sl <- []int{1, 2}
	println(len(<-sl))
	er := make(chan error, 1)
	er <- nil
	println(<-er == nil)
}

func types() {
	n := make(Named, 1)
	n <- 1
	var c chan int = n
	var r <-chan int = n
	var d Dir = make(chan string, 1)
	println(<-r, len(d), cap(d), c == n, (<-chan int)(c) == r)
	var i, j interface{} = c, r
	println(i == j, i == interface{}(c), i == interface{}(n))
	switch x := i.(type) {
	case <-chan int:
		println("receive only")
	case chan int:
		println("both", cap(x))
	}
	_, ok := i.(<-chan int)
	println(ok)
	s := struct {
		c chan int
		m [2]chan<- int
	}{c: make(chan int, 1)}
	s.m[1] = s.c
	s.m[1] <- 4
	println(<-s.c, s.m[0] == nil)
	chans := []chan int{make(chan int, 1), make(chan int, 1)}
	for k, c := range chans {
		c <- k + 1
	}
	println(<-chans[0] + <-chans[1])
	nested := make(chan chan chan int, 1)
	mid := make(chan chan int, 1)
	nested <- mid
	mid <- c
	c <- 55
	println(<-<-<-nested)
	var zero chan int
	println(zero == nil, len(zero), cap(zero))
	a, b := make(chan struct{}), make(chan struct{})
	println(a == b, a == a)
}

func main() {
	out := make(chan int)
	go consume(producer(10), out)
	println(<-out)
	for v := range producer(3) {
		if v == 1 {
			continue
		}
		println(v)
	}
	elems()
	types()
}
