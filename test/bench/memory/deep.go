// 100,000 goroutines that wait at the same time, each 60 KiB deep.
package main

import "os"

// Nobody knows it before the program runs: so the arrays are needed.
var zero = len(os.Args) - 1

// A frame is about 1 KiB.
//
//go:noinline
func deep(n int, start chan int) int {
	var a [120]int
	a[n] = n
	if n == 0 {
		return <-start
	}
	return deep(n-1, start) + a[n+zero] - n
}

func main() {
	const n = 100000
	start, done := make(chan int), make(chan int, 128)
	for range n {
		go func() { done <- deep(60, start) }()
	}
	go func() {
		for i := range n {
			start <- i & 1
		}
	}()
	sum := 0
	for range n {
		sum += <-done
	}
	println(sum)
}
