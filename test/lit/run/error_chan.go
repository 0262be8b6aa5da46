// RUN: %run-matrix --asan %s

// Errors of channels, as values.
package main

func try(what string, f func()) {
	defer func() {
		err := recover().(error)
		println(what, err.Error())
	}()
	f()
}

func main() {
	var nilc chan int
	c := make(chan int, 1)
	n := -1
	var huge uint64 = 1 << 63
	try("close nil:", func() { close(nilc) })
	close(c)
	try("close twice:", func() { close(c) })
	try("send:", func() { c <- 1 })
	try("select send:", func() {
		select {
		case c <- 1:
		case <-nilc:
		}
	})
	try("select one send:", func() {
		select {
		case c <- 1:
		default:
		}
	})
	try("size:", func() { c = make(chan int, n) })
	try("size:", func() { c = make(chan int, huge) })
	try("size:", func() { _ = make(chan [1 << 10]int, 1<<50) })
	try("deferred:", func() { defer close(nilc) })
	type small struct{}
	println(cap(make(chan small, 1<<30)))
}
