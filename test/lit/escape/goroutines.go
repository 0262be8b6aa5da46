// RUN: %golite-cc -m --stop-after=escape %s 2>&1 | FileCheck %s --implicit-check-not="{{moved|leaking|escapes to|does not}}"

// What another goroutine may get at is on the heap: what is sent, and what a go statement passes or captures. A channel
// itself is not kept by those who use it, and bodies of loops over functions stay in the frame unless the iterator keeps them.
package p

type T struct{ p *int }

func (t *T) m(p *int) { println(*p) } // CHECK: [[#@LINE]]:7: t does not escape
// CHECK: [[#@LINE-1]]:15: p does not escape

func send(c chan *int, p *int) { // CHECK: [[#@LINE]]:11: c does not escape
	c <- p // CHECK: [[#@LINE-1]]:24: leaking param: p
}

func sent(c chan *int) { // CHECK: [[#@LINE]]:11: c does not escape
	x := 1 // CHECK: [[#@LINE]]:2: moved to heap: x
	y := 2 // not sent
	select {
	case c <- &x:
	case p := <-c:
		use(p, &y)
	}
}

func use(p, q *int) { println(*p, *q) } // CHECK: [[#@LINE]]:10: p does not escape
// CHECK: [[#@LINE-1]]:13: q does not escape

func captured(done chan bool) { // CHECK: [[#@LINE]]:15: leaking param: done
	y := 2      // a copy is enough
	z := 3      // CHECK: [[#@LINE]]:2: moved to heap: z
	go func() { // CHECK: [[#@LINE]]:5: func literal escapes to heap
		z += y
		done <- true
	}()
	<-done
	println(z)
}

func passed(t *T) { // CHECK: [[#@LINE]]:13: leaking param: t
	v := 4 // CHECK: [[#@LINE]]:2: moved to heap: v
	go t.m(&v)
	w := 5
	defer t.m(&w) // another statement, another verdict
}

var kept func(int) bool

func keep(yield func(int) bool) { kept = yield } // CHECK: [[#@LINE]]:11: leaking param: yield

func twice(yield func(int) bool) { // CHECK: [[#@LINE]]:12: yield does not escape
	_ = yield(1) && yield(2)
}

func calls() (r int) {
	for i := range twice { // CHECK: [[#@LINE]]:2: func literal does not escape
		p := &i
		r += *p
	}
	return r
}

func keeps() (r int) { // CHECK: [[#@LINE]]:15: moved to heap: r
	for i := range keep { // CHECK: [[#@LINE]]:2: func literal escapes to heap
		r += i
	}
	return r
}

func eat(...*int) {}

// Objects that the call's arguments make belong to the goroutine's frame, or, deferred, to that of the deferred call:
// also in loops.
func late() {
	for range 3 {
		go eat(new(int)) // CHECK: [[#@LINE]]:9: ... argument does not escape
		// CHECK: [[#@LINE-1]]:13: new(int) does not escape
		defer eat([]*int{new(int)}...) // CHECK: [[#@LINE]]:19: []*int{...} does not escape
		// CHECK: [[#@LINE-1]]:23: new(int) does not escape
		go keepInt(new(int)) // CHECK: [[#@LINE]]:17: new(int) escapes to heap
	}
}

var keptInt *int

func keepInt(p *int) { keptInt = p } // CHECK: [[#@LINE]]:14: leaking param: p
