package main

import "runtime"

// Two goroutines that hand a number to and fro through unbuffered channels.

func pong(in, out chan int) {
	for v := range in {
		out <- v + 1
	}
	close(out)
}

func main() {
	in, out := make(chan int), make(chan int)
	go pong(in, out)
	v := 0
	for i := 0; i < 1000000; i++ {
		in <- v
		v = <-out
	}
	close(in)
	println(v)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	println("objects", m.Mallocs)
}
