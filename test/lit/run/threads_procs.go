// RUN: %run-matrix %s

// GOMAXPROCS changes at any time; a goroutine locked to a thread goes on there alone; a loop without calls keeps nobody
// from running, not even with one thread.
package main

import "runtime"

func locked() {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	c, d := make(chan int), make(chan int)
	go func() {
		runtime.LockOSThread() // and ends so
		for v := range c {
			d <- v + 1
		}
		close(d)
	}()
	sum := 0
	for i := range 50 {
		c <- i
		sum += <-d
	}
	close(c)
	_, ok := <-d
	println(sum, ok)
}

func change() {
	for n := 1; n < 6; n++ {
		runtime.GOMAXPROCS(n)
		c := make(chan int)
		for i := range 20 {
			go func() {
				runtime.Gosched()
				c <- i
			}()
		}
		sum := 0
		for range 20 {
			sum += <-c
		}
		println(n, runtime.GOMAXPROCS(0), sum)
	}
}

func main() {
	old := runtime.GOMAXPROCS(3)
	println(old >= 1, runtime.GOMAXPROCS(0), runtime.GOMAXPROCS(-1))
	// OUTPUT: true 3 3
	locked()
	// OUTPUT: 1275 false
	change()
	// OUTPUT: 1 1 190
	// OUTPUT: 2 2 190
	// OUTPUT: 3 3 190
	// OUTPUT: 4 4 190
	// OUTPUT: 5 5 190
	runtime.GOMAXPROCS(1)
	go func() {
		for {
		}
	}()
	runtime.Gosched()
	runtime.GC()
	println("past the loop")
	// OUTPUT: past the loop
}
