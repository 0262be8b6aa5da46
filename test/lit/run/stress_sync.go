// RUN: %run-matrix %s

// Stress of package sync: mutual exclusion, conditions, pools, with collections going on. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
)

type box struct {
	next *box
	n    int
}

type account struct {
	mu      sync.Mutex
	rw      sync.RWMutex
	total   int
	list    *box
	written int // under rw; the others under mu
}

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 40
	}
	return n
}

func locks(workers, n int) {
	var a account
	var wg sync.WaitGroup
	var seen atomic.Int64
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			for i := 0; i < n; i++ {
				a.mu.Lock()
				a.total++
				a.list = &box{a.list, a.total}
				if i%16 == 0 {
					runtime.Gosched()
				}
				a.mu.Unlock()
				if i%3 == 0 {
					a.rw.Lock()
					a.written++
					a.rw.Unlock()
				} else {
					a.rw.RLock()
					seen.Add(1)
					a.rw.RUnlock()
				}
				if i%5 == 0 && a.mu.TryLock() {
					a.mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	sum := 0
	for b := a.list; b != nil; b = b.next {
		sum += b.n
	}
	all := workers * n
	if a.total != all || a.written != workers*((n+2)/3) || sum != all*(all+1)/2 {
		panic("locks")
	}
}

// queue passes numbers through a bounded queue with two conditions.
func queue(workers, n int) {
	var mu sync.Mutex
	full, empty := sync.NewCond(&mu), sync.NewCond(&mu)
	var items []*box
	var wg sync.WaitGroup
	var sum atomic.Int64
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			for i := 0; i < n; i++ {
				mu.Lock()
				for len(items) >= 3 {
					full.Wait()
				}
				items = append(items, &box{nil, i})
				mu.Unlock()
				empty.Signal()
			}
		})
		wg.Go(func() {
			for i := 0; i < n; i++ {
				mu.Lock()
				for len(items) == 0 {
					empty.Wait()
				}
				b := items[0]
				items = items[1:]
				mu.Unlock()
				full.Broadcast()
				sum.Add(int64(b.n))
			}
		})
	}
	wg.Wait()
	if int(sum.Load()) != workers*n*(n-1)/2 {
		panic("queue")
	}
}

func pools(workers, n int) {
	pool := sync.Pool{New: func() any { return new(box) }}
	var once sync.Once
	var m sync.Map
	var wg sync.WaitGroup
	calls := 0
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			for i := 0; i < n; i++ {
				once.Do(func() { calls++ })
				b := pool.Get().(*box)
				if b.n != 0 {
					panic("a box in two hands")
				}
				b.n = w + 1
				if i%8 == 0 {
					runtime.Gosched()
				}
				if b.n != w+1 {
					panic("a box in two hands")
				}
				b.n = 0
				pool.Put(b)
				m.Store(i%10, w)
				m.Load(i % 7)
			}
		})
	}
	wg.Wait()
	if calls != 1 {
		panic("once")
	}
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		locks(8, rounds(2000))
		queue(4, rounds(1000))
		pools(6, rounds(2000))
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
