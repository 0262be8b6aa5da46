// RUN: %run-matrix --asan %s

// Objects that other goroutines, channels and iterators still use when their function has returned.
package main

type node struct {
	next *node
	v    int
}

//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -n
	}
	if n > 0 {
		return scribble(n-1) + a[n%64]
	}
	return 0
}

//go:noinline
func captured(start, out chan int) {
	x := 10
	go func() {
		x += <-start
		out <- x
	}()
	x++
}

//go:noinline
func passed(start chan int, out chan *node) {
	var n node
	n.v = 20
	go func(p *node) {
		<-start
		p.next = p
		out <- p
	}(&n)
}

func (n *node) wait(start, out chan int) {
	<-start
	out <- n.v
}

//go:noinline
func method(start, out chan int) {
	n := node{v: 30}
	go n.wait(start, out)
}

//go:noinline
func variadic(start, out chan int, v ...*int) {
	go func() {
		s := <-start
		for _, p := range v {
			s += *p
		}
		out <- s
	}()
}

//go:noinline
func sends(c chan *node) {
	n := node{v: 40}
	m := &node{&n, 41}
	c <- m
}

//go:noinline
func selects(c chan []*int) {
	x, y := 50, 51
	s := []*int{&x, &y}
	select {
	case c <- s:
	default:
	}
}

//go:noinline
func boxed(c chan any) {
	a := [3]int{60, 61, 62}
	c <- a
	c <- &a
	a[0] = 63
	c <- func() int { a[1]++; return a[1] }
}

//go:noinline
func relayed(c chan chan *int) {
	x := 70
	d := make(chan *int, 1)
	d <- &x
	c <- d
}

//go:noinline
func received(c chan *node) *node {
	local := node{v: 80}
	got := <-c
	got.next = &local // the other side sees it
	return got
}

var yields []func(int) bool

func hoard(yield func(int) bool) { yields = append(yields, yield) }

//go:noinline
func hoarded() (r *int) {
	sum := 0
	for i := range func(yield func(int) bool) { _ = yield(1) && yield(2) } {
		sum += i
		q := &i
		r = q
	}
	*r += sum
	return r
}

//go:noinline
func deferred() (s string) {
	for i := range func(yield func(int) bool) { _ = yield(1) && yield(2) } {
		n := node{v: i}
		defer func() { println("deferred", n.v, scribble(10) < 0) }()
		defer (&n).print()
	}
	return "end"
}

func (n *node) print() { println("print", n.v) }

//go:noinline
func outlives() {
	x := 90
	for i := range hoard {
		x += i
		println("late", x)
	}
}

func main() {
	start, out := make(chan int), make(chan int)
	nodes := make(chan *node, 1)
	captured(start, out)
	scribble(50)
	start <- 5
	println(<-out)
	passed(start, nodes)
	scribble(50)
	start <- 0
	n := <-nodes
	println(n.v, n.next == n)
	method(start, out)
	scribble(50)
	start <- 0
	println(<-out)
	a, b := 1, 2
	variadic(start, out, &a, &b)
	scribble(50)
	start <- 100
	println(<-out)
	sends(nodes)
	scribble(50)
	n = <-nodes
	println(n.v, n.next.v)
	slices := make(chan []*int, 1)
	selects(slices)
	scribble(50)
	s := <-slices
	println(*s[0], *s[1])
	boxes := make(chan any, 3)
	boxed(boxes)
	scribble(50)
	println((<-boxes).([3]int)[0], (<-boxes).(*[3]int)[0], (<-boxes).(func() int)())
	chans := make(chan chan *int, 1)
	relayed(chans)
	scribble(50)
	println(*<-<-chans)
	shared := &node{v: 81}
	nodes <- shared
	received(nodes)
	scribble(50)
	println(shared.next.v)
	p := hoarded()
	scribble(50)
	println(*p)
	println(deferred())
	outlives()
	scribble(50)
	func() {
		defer func() { println(recover().(error).Error()) }()
		yields[0](1)
	}()
}
