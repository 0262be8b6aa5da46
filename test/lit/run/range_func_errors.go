// RUN: %run-matrix --asan %s

// Iterators that call the body when they must not, or hide its panic.
package main

func caught(f func()) {
	defer func() {
		e := recover()
		if e == nil {
			println("no panic")
		} else if err, ok := e.(error); ok {
			println("error:", err.Error())
		} else {
			println("value:", e.(string))
		}
	}()
	f()
}

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

var kept func(int) bool

func keeps(yield func(int) bool) { kept = yield; yield(1) }

func swallow(yield func(int) bool) {
	defer func() { recover() }()
	yield(1)
}

func again(yield func(int) bool) {
	func() {
		defer func() { recover() }()
		yield(1)
	}()
	yield(2)
}

func main() {
	caught(func() {
		for x := range bad {
			println("bad", x)
			break
		}
	})
	caught(func() {
		for x := range keeps {
			println("kept", x)
		}
		kept(2)
	})
	caught(func() {
		for range swallow {
			panic("swallowed")
		}
	})
	caught(func() {
		for x := range again {
			println("again", x)
			panic("first")
		}
	})
	caught(func() {
		for x := range keeps {
			if x == 1 {
				kept(3)
			}
		}
	})
	caught(func() {
		var f func(func() bool)
		for range f {
		}
	})
	caught(func() {
		for x := range keeps {
			println("kept", x)
			break
		}
		kept(2)
	})
}
