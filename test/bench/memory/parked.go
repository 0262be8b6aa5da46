// A million goroutines that wait at the same time, and then go on.
package main

func main() {
	const n = 1000000
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
