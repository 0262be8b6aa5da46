package main

import "runtime"

// 100,000 goroutines started and joined, a few times.

func work(i int, done chan int) {
	done <- i & 1
}

func main() {
	done := make(chan int, 128)
	sum := 0
	for round := 0; round < 5; round++ {
		go func() {
			for i := 0; i < 100000; i++ {
				go work(i, done)
			}
		}()
		for i := 0; i < 100000; i++ {
			sum += <-done
		}
	}
	println(sum)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	println("objects", m.Mallocs)
}
