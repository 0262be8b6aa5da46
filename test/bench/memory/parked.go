// As many goroutines as the argument says that wait at the same time, and then go on.
package main

import (
	"os"
	"strconv"
)

func main() {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
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
