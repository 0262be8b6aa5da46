// RUN: %run-matrix --asan %s

// go with every kind of callee; arguments are evaluated at the statement.
package main

type T struct{ n int }

func (t T) value(c chan<- int, add int)      { c <- t.n + add }
func (t *T) pointer(c chan<- int)            { t.n++; c <- t.n }
func (t *T) results(c chan int) (int, error) { c <- 70; return 1, nil }

type I interface{ pointer(chan<- int) }

type E struct{ *T }

func plain(c chan int, v int) { c <- v }

func variadic(c chan int, v ...int) {
	s := 0
	for _, x := range v {
		s += x
	}
	c <- s
}

func f() chan int { println("chan"); return make(chan int) }
func v(i int) int { println("arg", i); return i }

var global = func(c chan int) { c <- 80 }

func big(c chan int, a [20]int, s string) { c <- a[19] + len(s) }

func main() {
	c := f()
	go plain(c, v(1))
	println(<-c)
	x := 5
	go plain(c, x)
	x = 6
	println(<-c)
	go variadic(c, v(1), v(2), v(3))
	println(<-c)
	t := T{10}
	go t.value(c, v(2))
	t.n = 20
	println(<-c)
	go t.pointer(c)
	println(<-c, t.n)
	var i I = &t
	go i.pointer(c)
	println(<-c, t.n)
	e := E{&t}
	go e.pointer(c)
	println(<-c)
	go e.results(c)
	println(<-c)
	m := t.pointer
	go m(c)
	println(<-c)
	go T.value(t, c, 100)
	println(<-c)
	go (*T).pointer(&t, c)
	println(<-c)
	go I.pointer(i, c)
	println(<-c)
	go global(c)
	println(<-c)
	go func() { c <- x; x = 7; c <- x }()
	println(<-c, <-c, x)
	go func(y int) { c <- y }(x + 1)
	println(<-c)
	var a [20]int
	a[19] = 90
	go big(c, a, "four")
	a[19] = 0
	println(<-c)
	d := make(chan int)
	go close(d)
	_, ok := <-d
	println(ok)
	src, dst := []int{1, 2, 3}, make([]int, 3)
	done := make(chan bool)
	go func() { go copy(dst, src); go recover(); done <- true }()
	<-done
	for k := range 3 {
		go func() { c <- k }()
	}
	sum := 0
	for range 3 {
		sum += <-c
	}
	println(sum)
	var fs [3]func(chan int)
	for k := range fs {
		fs[k] = func(c chan int) { c <- k * 100 }
	}
	go fs[2](c)
	println(<-c)
	func() {
		defer func() { println(recover().(error).Error()) }()
		var none I
		go none.pointer(c)
	}()
}
