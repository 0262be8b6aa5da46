// 10,000 goroutines that wait at the same time; to be run with little memory.
package main

func main() {
	const n = 10000
	start, done := make(chan int), make(chan int, 128)
	for range n {
		go func() { done <- <-start }()
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
