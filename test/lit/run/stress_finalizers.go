// RUN: %run-matrix %s

// Stress of finalizers and cleanups: each runs once, with its object whole. Each round on one thread and on four.
package main

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type node struct {
	next  *node
	n     int
	check int
}

var finalized, cleaned, revived, stopped atomic.Int64
var kept sync.Map

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 10
	}
	return n
}

//go:noinline
func lose(id, n int) {
	for i := 0; i < n; i++ {
		p := &node{&node{nil, i, ^i}, i, ^i}
		runtime.SetFinalizer(p, func(p *node) {
			if p.check != ^p.n || p.next.check != ^p.next.n || p.n != p.next.n {
				panic("finalizer")
			}
			finalized.Add(1)
			if p.n%4 == 0 { // lives on, and is finalized again
				kept.Store(p, true)
				runtime.SetFinalizer(p, func(p *node) { revived.Add(1) })
			}
		})
		q := &node{nil, i, ^i}
		arg := &node{nil, i, ^i}
		c := runtime.AddCleanup(q, func(a *node) {
			if a.check != ^a.n {
				panic("cleanup")
			}
			cleaned.Add(1)
		}, arg)
		if i%8 == 0 {
			c.Stop()
			stopped.Add(1)
			runtime.KeepAlive(q)
		}
		if i%5 == 0 {
			runtime.SetFinalizer(p, nil)
			runtime.SetFinalizer(p, func(*node) { finalized.Add(1) })
		}
		if i%50 == 0 {
			runtime.Gosched()
		}
	}
}

//go:noinline
func wipe(n int) int {
	var a [200]int
	a[n%200] = n
	if n > 0 {
		return wipe(n-1) + a[n%200]
	}
	return 0
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		finalized.Store(0)
		cleaned.Store(0)
		stopped.Store(0)
		n := rounds(400)
		var wg sync.WaitGroup
		for id := 0; id < 4; id++ {
			wg.Go(func() { lose(id, n) })
		}
		wg.Go(func() {
			for i := 0; i < 20; i++ {
				runtime.GC()
			}
		})
		wg.Wait()
		// Words on stacks may keep a few.
		all, want := int64(4*n), int64(4*n)-stopped.Load()
		few := int64(12)
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); {
			wipe(50)
			runtime.GC()
			if finalized.Load() >= all-few && cleaned.Load() >= want-few {
				break
			}
		}
		if f := finalized.Load(); f < all-few || f > all {
			println("finalized", f, "of", all)
		}
		if c := cleaned.Load(); c < want-few || c > want {
			println("cleaned", c, "of", want)
		}
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
