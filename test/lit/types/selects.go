// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(in <-chan int, out chan<- string, m map[int]int) {
	select {
	case v := <-in:
		_ = v
	case v, ok := <-in:
		_, _ = v, ok
	case m[1] = <-in:
	case out <- "a":
	case <-in:
	default:
	}
	select {
	case v := <-out: // CHECK: :[[#@LINE]]:14: invalid operation: cannot receive from send-only channel chan<- string out (variable of type chan<- string)
		_ = v
	case in <- 1: // CHECK: :[[#@LINE]]:7: invalid operation: cannot send to receive-only channel <-chan int in (variable of type <-chan int)
	case out <- 1: // CHECK: :[[#@LINE]]:14: cannot use 1 (untyped int constant) as string value in send
	default:
	default: // CHECK: :[[#@LINE]]:2: multiple defaults (first at {{.*}}.go:[[#@LINE-1]]:2)
	}
	select {
	case f(nil, nil, nil): // CHECK: :[[#@LINE]]:8: select case must be send or receive (possibly with assignment)
	case v := 1: // CHECK: :[[#@LINE]]:7: select case must be send or receive (possibly with assignment)
	case v, ok, z := <-in: // CHECK: :[[#@LINE]]:7: declared and not used: v
// CHECK: :[[#@LINE-1]]:10: declared and not used: ok
// CHECK: :[[#@LINE-2]]:14: declared and not used: z
// CHECK: :[[#@LINE-3]]:19: assignment mismatch: 3 variables but 1 value
	case v := <-in: // CHECK: :[[#@LINE]]:7: declared and not used: v
	case (<-in):
	}
	x := <-m // CHECK: :[[#@LINE]]:2: declared and not used: x
// CHECK: :[[#@LINE-1]]:9: invalid operation: cannot receive from non-channel map[int]int m (variable of type map[int]int)
	<-1 // CHECK: :[[#@LINE]]:4: invalid operation: cannot receive from non-channel untyped int 1 (untyped int constant)
	out <- "b"
	in <- 1 // CHECK: :[[#@LINE]]:2: invalid operation: cannot send to receive-only channel <-chan int in (variable of type <-chan int)
	var b bool // CHECK: :[[#@LINE]]:6: declared and not used: b
	_, b = <-in
	_, x = <-in
	for {
		select {}
	}
}
