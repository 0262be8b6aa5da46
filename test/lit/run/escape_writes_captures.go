// RUN: %run-matrix --asan %s

// What a closure writes through a captured pointer is seen by the caller of the function that made it.
package main

type T struct{ n int }

func (t *T) add() { t.n++ }

//go:noinline
func call(f func()) { f() }

//go:noinline
func byCallee(t *T) { call(func() { t.n += 2 }) }

//go:noinline
func byDefer(t *T) {
	defer t.add()
	panic("one")
}

//go:noinline
func byDeferredClosure(t *T) {
	defer func() { t.n += 10 }()
	panic("two")
}

//go:noinline
func byInnerClosure(t *T) {
	call(func() { call(func() { t.n += 100 }) })
}

//go:noinline
func onlyReads(t *T) (n int) {
	call(func() { n += t.n })
	return n
}

func guarded(f func(*T), t *T) {
	defer func() { recover() }()
	f(t)
}

func main() {
	t := &T{}
	byCallee(t)
	println(t.n)
	func() {
		defer func() { recover() }()
		byDefer(t)
	}()
	println(t.n)
	func() {
		defer func() { recover() }()
		byDeferredClosure(t)
	}()
	println(t.n)
	byInnerClosure(t)
	println(t.n, onlyReads(t))
	guarded(byDefer, t)
	println(t.n)
}
