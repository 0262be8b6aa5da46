// RUN: %run-matrix %s

// Stress of stacks that grow and shrink while collections go on, and of panics that leave them. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
	"sync"
)

// Nobody knows it before the program runs: so the arrays are needed.
var zero = len(os.Args) - 1

type node struct {
	next *node
	n    int
}

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 20
	}
	return n
}

// deep keeps one node in each frame alive, and nothing else does.
//
//go:noinline
func deep(n int, above *node) int {
	here := &node{above, n}
	var pad [10]int
	pad[n%10] = n
	if n == 0 {
		sum := 0
		for p := here; p != nil; p = p.next {
			sum += p.n
		}
		return sum
	}
	sum := deep(n-1, here)
	if here.n != n || pad[n%10+zero] != n {
		panic("deep")
	}
	return sum
}

// plain allocates nothing.
//
//go:noinline
func plain(n int) int {
	var pad [30]int
	pad[n%30] = n
	if n == 0 {
		return 0
	}
	return plain(n-1) + pad[n%30+zero]
}

//go:noinline
func fall(n int, v *node) {
	if n == 0 {
		panic(v)
	}
	fall(n-1, v)
	runtime.KeepAlive(v)
}

func caught(n int) {
	v := &node{nil, n}
	defer func() {
		if r := recover().(*node); r.n != n || plain(100) != 5050 {
			panic("caught")
		}
	}()
	fall(n, v)
}

// wide frames do not fit where small ones do.
//
//go:noinline
func wide(n int) int {
	var pad [6000]int
	pad[n*7%6000] = n
	if n == 0 {
		return 0
	}
	return wide(n-1) + pad[n*7%6000+zero]
}

func worker(id int, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 12; i++ {
		n := rounds((id*37+i*101)%300 + 20)
		if deep(n, nil) != n*(n+1)/2 {
			panic("sum")
		}
		for _, n := range []int{10, 200, 800, 5000} {
			if plain(n) != n*(n+1)/2 {
				panic("plain")
			}
			caught(n)
		}
		if wide(30) != 465 {
			panic("wide")
		}
		runtime.Gosched()
	}
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		var wg sync.WaitGroup
		for id := 0; id < rounds(60); id++ {
			wg.Add(1)
			go worker(id, &wg)
			if id%10 == 0 {
				runtime.GC()
			}
		}
		wg.Wait()
		runtime.GC()
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
