// defer in a hot function, in a loop, with arguments and with a closure that changes the result.
package main

import "runtime"

type lock struct{ held, taken int }

func (l *lock) take() {
	l.held++
	l.taken++
}
func (l *lock) drop() { l.held-- }

//go:noinline
func guarded(l *lock, x int) int {
	l.take()
	defer l.drop()
	return x ^ l.held
}

//go:noinline
func rewritten(x int) (result int) {
	defer func() { result += x }()
	return x * 2
}

//go:noinline
func several(l *lock, n int) {
	for range n {
		l.take()
		defer l.drop()
	}
}

//go:noinline
func maybe(l *lock, x int) int {
	if x&7 == 0 {
		defer l.take()
	}
	return x
}

func run() {
	var l lock
	sum := 0
	for i := range 30000000 {
		sum += guarded(&l, i)
		sum += rewritten(i)
		sum += maybe(&l, i)
	}
	for range 2000000 {
		several(&l, 4)
	}
	println(sum, l.held, l.taken)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
