// RUN: %run-matrix --asan %s

// What a body defers runs when the function around it ends, last first, above that function's earlier
// deferred calls, also when the iterator defers and panics; what it returns is there when a panic of the iterator is recovered.
package main

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func defers() (s string) {
	defer func() { println("first deferred, runs last") }()
	for i := range count(3) {
		defer func() { println("deferred", i) }()
		defer println("builtin", i)
	}
	println("end of defers")
	return "x"
}

func rec() (err any) {
	defer func() {
		err = recover()
	}()
	for i := range count(3) {
		if i == 1 {
			panic("in body")
		}
	}
	return nil
}

func recbody() (r int) {
	for i := range count(3) {
		defer func() {
			if e := recover(); e != nil {
				println("recovered", e.(string), i)
				r = 42
			}
		}()
	}
	panic("late")
}

func unnamedRecovered() int {
	defer func() { recover() }()
	for range func(yield func() bool) { yield(); panic("after") } {
		return 7
	}
	return 8
}

func noisy(yield func(int) bool) {
	defer println("iterator's first")
	yield(1)
	defer println("iterator's second")
	yield(2)
	panic("end of iterator")
}

func mixed() (r int) {
	defer func() {
		println("first deferred", recover() == nil, r)
		r *= 2
	}()
	for i := range noisy {
		defer func() {
			println("in body", i)
			if i == 1 {
				println(recover().(string))
				r = 21
			}
		}()
		for j := range count(2) {
			if j == 1 {
				defer println("inner", i, j)
			}
		}
	}
	return 3
}

// The body runs in another goroutine, what it defers in the function's own.
func elsewhere(yield func(int) bool) {
	done := make(chan bool)
	go func() {
		defer close(done)
		_ = yield(1) && yield(2)
	}()
	<-done
}

func other() (s string) {
	defer println("other's first")
	for i := range elsewhere {
		defer println("deferred elsewhere", i)
		if i == 2 {
			return "returned"
		}
	}
	return "not here"
}

func main() {
	println(other())
	println(defers())
	println(rec().(string))
	println(recbody())
	println(unnamedRecovered())
	println(mixed())
}
