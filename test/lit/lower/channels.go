// RUN: %golite-cc --emit=gir %s 2>&1 | FileCheck %s

// Channels and values are evaluated before the operation; a receive is computed like a call.
package p

func f() int { return 1 }
func g(a, b int) bool { return a == b }

// CHECK-LABEL: func p.send
func send(c chan<- any, i int) {
	c <- i + f()
	// CHECK: [[R:%[0-9]+]] = call p.f
	// CHECK: + %i.{{[0-9]+}}, [[R]]
	// CHECK: mkiface
	// CHECK: send %c
}

// CHECK-LABEL: func p.receive
func receive(c chan int) bool {
	return g(<-c, f())
	// CHECK: [[V:%.*]] = receive %c
	// CHECK: [[R:%[0-9]+]] = call p.f
	// CHECK: call p.g [[V]], [[R]]
}

// Senders come first in the instruction; the switch knows which case is which.
// CHECK-LABEL: func p.choose
func choose(a, b chan int) (r int) {
	select {
	case r = <-a:
	case b <- f():
	default:
		r = 3
	}
	return
	// CHECK: [[F:%.*]] = call p.f
	// CHECK: [[I:%.*]] = select %{{[0-9]+}}, [[F]], %{{[0-9]+}}, [[V:%[0-9]+]]
	// CHECK: switch [[I]], 1, 0
	// CHECK: %r.{{[0-9]+}} = copy [[V]]
}

// A case alone is the plain operation.
// CHECK-LABEL: func p.alone
// CHECK-NOT: select
// CHECK: receive %
// CHECK-LABEL: func p.never
func alone(a chan int) {
	select {
	case <-a:
	}
}

func never() {
	select {}
	// CHECK: select
	// CHECK-NEXT: unreachable
}

// CHECK-LABEL: func p.start
func start(x int) {
	go println(x)
	// CHECK: closure {{.*}} p.start.gowrap1 %x.1
	// CHECK: go
	go never()
	// CHECK: go func p.never
}
