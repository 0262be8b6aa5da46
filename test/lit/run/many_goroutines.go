// RUN: %golite-cc -O2 -o %t %s
// RUN: sh -c "ulimit -d 2097152; exec %t few" 2>&1 | FileCheck %s --check-prefix=FEW
// RUN: sh -c "ulimit -d 2097152; exec %t tower" 2>&1 | FileCheck %s --check-prefix=TOWER
// RUN: %t many 2>&1 | FileCheck %s --check-prefix=MANY
// RUN: %t deep 2>&1 | FileCheck %s --check-prefix=DEEP

// Many goroutines and deep stacks, with little memory allowed. The sizes that the runtime is made for are those of
// test/bench/memory.
package main

import (
	"os"
	"runtime"
)

// Nobody knows it before the program runs: so the arrays are needed.
var zero = len(os.Args) - 2

// A frame is about 1 KiB.
//
//go:noinline
func deep(n int, start chan int) int {
	var a [120]int
	a[n%120] = n
	if n == 0 {
		return <-start
	}
	return deep(n-1, start) + a[n%120+zero] - n
}

func wait(n, depth int) {
	start, done := make(chan int), make(chan int, 128)
	for range n {
		go func() { done <- deep(depth, start) }()
	}
	go func() {
		for i := range n {
			start <- i & 1
		}
	}()
	runtime.Gosched()
	sum := 0
	for range n {
		sum += <-done
	}
	println(n, depth, sum)
}

func main() {
	switch os.Args[1] {
	case "few":
		wait(10000, 0) // FEW: 10000 0 5000
	case "tower":
		c := make(chan int, 1)
		c <- 1
		println(deep(100000, c)) // TOWER: 1
	case "many":
		wait(100000, 0) // MANY: 100000 0 50000
	case "deep":
		wait(2000, 60) // DEEP: 2000 60 1000
		wait(200, 500) // DEEP: 200 500 100
		wait(20, 5000) // DEEP: 20 5000 10
	}
}
