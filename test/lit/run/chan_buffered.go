// RUN: %run-matrix --asan %s

// Channel operations of one goroutine: buffers, closing, comma-ok, select in all forms, channels in other types.
package main

type T struct {
	a, b, c, d, e int
	s             string
}

func show(s string, v int) int { println(s, v); return v }

func pair(c chan int) (chan int, int) { return c, 1 }

func main() {
	c := make(chan int, 3)
	c <- 1
	c <- 2
	println(len(c), cap(c), <-c+<-c*10)
	var r <-chan int = c
	var s chan<- int = c
	s <- 7
	v, ok := <-r
	println(v, ok)
	close(c)
	v, ok = <-r
	println(v, ok)
	big := make(chan T, 2)
	big <- T{1, 2, 3, 4, 5, "x"}
	big <- T{s: "y"}
	t := <-big
	println(t.a, t.e, t.s, (<-big).s)
	var nilc chan string
	println(len(nilc), cap(nilc), nilc == nil)
	e := make(chan struct{}, 1)
	e <- struct{}{}
	_, ok = <-e
	println(ok)
	ic := make(chan interface{}, 2)
	ic <- 3
	ic <- "str"
	println((<-ic).(int), (<-ic).(string))
	var a [3]int
	i := 1
	d := make(chan int, 10)
	for k := 0; k < 5; k++ {
		d <- k * k
	}
	select {
	case a[show("index", i)] = <-d:
		println("got", a[0], a[1])
	}
	select {
	case x, ok := <-d:
		println(x, ok)
	default:
		println("default")
	}
	select {
	case d <- show("value", 99):
		println("sent")
	case <-nilc:
		println("never")
	}
L:
	for {
		select {
		case x := <-d:
			println("x", x)
			if x == 99 {
				break L
			}
			continue
		default:
			println("empty")
			break
		}
		println("after")
		break
	}
	var any1, any2 interface{} = d, d
	println(any1 == any2, any1 == interface{}(c), any1.(chan int) == d)
	if x, ok := <-c; !ok {
		println("closed", x)
	}
	close(d)
	for v := range d {
		println("never", v)
	}
	f := make(chan func() int, 1)
	y := 5
	f <- func() int { y++; return y }
	println((<-f)(), y)
	cc := make(chan chan int, 1)
	cc <- c
	println(<-<-cc)
	var b bool
	select {
	case _, b = <-c:
	case <-nilc:
	}
	println(b)
	select {
	default:
		println("only default")
	}
}
