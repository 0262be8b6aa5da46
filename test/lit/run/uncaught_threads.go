// RUN: %run-matrix %s

// A panic while other threads run: they stop, and one message is printed.
package main

import "runtime"

func spin(c chan int) {
	for {
		select {
		case c <- 1:
		default:
			runtime.Gosched()
		}
	}
}

func main() {
	runtime.GOMAXPROCS(4)
	c := make(chan int)
	for range 6 {
		go spin(c)
	}
	for range 10 {
		<-c
	}
	panic("the end")
	// OUTPUT: panic: the end
	// EXIT: 2
}
