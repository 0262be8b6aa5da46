// RUN: %run-matrix %s

// Stress of goroutines' ends: returns, Goexit, deferred calls, locked threads. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
)

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 20
	}
	return n
}

func exits(n int) {
	var wg sync.WaitGroup
	var ran atomic.Int64
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				if r := recover(); (r != nil) != (i%3 == 2) {
					panic("recovered the wrong thing")
				}
				ran.Add(1)
			}()
			switch i % 3 {
			case 1:
				func() {
					defer ran.Add(1)
					runtime.Goexit()
				}()
				panic("after Goexit")
			case 2:
				panic(i)
			}
		}()
	}
	wg.Wait()
	if int(ran.Load()) != n+(n+1)/3 {
		panic("deferred calls")
	}
}

// locked: the thread stays the same, and has no other goroutine.
func locked(workers, n int) {
	var wg sync.WaitGroup
	var mu sync.Mutex
	owners := map[int]int{}
	c := make(chan int)
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			runtime.LockOSThread()
			id := syscall.Gettid()
			mu.Lock()
			if _, ok := owners[id]; ok {
				panic("two goroutines on one thread")
			}
			owners[id] = w
			mu.Unlock()
			for i := 0; i < n; i++ {
				if w%2 == 0 {
					c <- i
				} else {
					<-c
				}
				if i%4 == 0 {
					runtime.Gosched()
				}
				if syscall.Gettid() != id {
					panic("moved to another thread")
				}
			}
			mu.Lock()
			delete(owners, id)
			mu.Unlock()
			if w%4 < 2 {
				runtime.UnlockOSThread()
			}
		})
	}
	wg.Wait()
}

func nested(depth int, wg *sync.WaitGroup) {
	defer wg.Done()
	if depth == 0 {
		return
	}
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go nested(depth-1, wg)
	}
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		exits(rounds(3000))
		locked(8, rounds(200))
		var wg sync.WaitGroup
		wg.Add(1)
		nested(rounds(140)/20, &wg)
		wg.Wait()
		for i := 0; runtime.NumGoroutine() > 1; i++ {
			if i > 1000000 {
				panic("goroutines are left")
			}
			runtime.Gosched()
		}
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
