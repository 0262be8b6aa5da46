// Everything that allocates, again and again, on all threads, for as long as the argument says: goroutines with shallow
// and deep stacks, maps, channels, slices of all sizes, strings, large objects, finalizers, cleanups, timers. What lives
// is bounded, so the process must not grow: GOMAXPROCS=4 rss.py churn 300 shows five minutes of it.
package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

type node struct {
	left, right *node
	value       int
}

func tree(depth int) *node {
	if depth == 0 {
		return &node{value: 1}
	}
	return &node{tree(depth - 1), tree(depth - 1), 1}
}

func (n *node) sum() int {
	if n == nil {
		return 0
	}
	return n.value + n.left.sum() + n.right.sum()
}

var finalized, cleaned, made atomic.Int64

func check(ok bool, what string) {
	if !ok {
		panic(what)
	}
}

// random numbers of one worker
type source uint64

func (s *source) below(n int) int {
	*s ^= *s << 13
	*s ^= *s >> 7
	*s ^= *s << 17
	return int(uint64(*s) >> 1 % uint64(n))
}

func maps(r *source, kept map[int]string) {
	m := map[string][]int{}
	for i := 0; i < 200; i++ {
		key := "key" + strconv.Itoa(r.below(100))
		m[key] = append(m[key], i)
	}
	n := 0
	for _, v := range m {
		n += len(v)
	}
	check(n == 200, "maps")
	for i := 0; i < 100; i++ {
		kept[r.below(2000)] = strings.Repeat("x", r.below(50))
		delete(kept, r.below(2000))
	}
}

func channels() {
	c := make(chan *node, 8)
	done := make(chan int)
	for i := 0; i < 4; i++ {
		go func() {
			n := 0
			for t := range c {
				n += t.sum()
			}
			done <- n
		}()
	}
	for i := 0; i < 40; i++ {
		c <- tree(3)
	}
	close(c)
	n := 0
	for i := 0; i < 4; i++ {
		n += <-done
	}
	check(n == 40*15, "channels")
}

func deep(n int) int {
	var pad [20]int
	pad[n%20] = n
	if n == 0 {
		return 0
	}
	return deep(n-1) + pad[n%20]
}

func stacks(r *source) {
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		n := r.below(3000)
		if i == 0 && r.below(50) == 0 {
			n = 40000
		}
		wg.Go(func() { check(deep(n) == n*(n+1)/2, "stacks") })
	}
	wg.Wait()
}

func slices(r *source, ring [][]byte) {
	for i := 0; i < 50; i++ {
		size := 1 << r.below(14)
		b := make([]byte, size+r.below(size))
		b[0], b[len(b)-1] = 1, 1
		ring[r.below(len(ring))] = b
	}
	if r.below(10) == 0 {
		ring[r.below(4)] = make([]byte, 1<<20+r.below(1<<20))
	}
	var s []*node
	for i := 0; i < 1000; i++ {
		s = append(s, &node{value: i})
	}
	check(s[999].value == 999, "slices")
}

func ends() {
	for i := 0; i < 10; i++ {
		made.Add(1)
		p := &node{value: i}
		runtime.SetFinalizer(p, func(p *node) { finalized.Add(1) })
		q := &node{value: i}
		runtime.AddCleanup(q, func(int) { cleaned.Add(1) }, i)
	}
}

func timers() {
	t := time.NewTimer(time.Hour)
	select {
	case <-t.C:
		panic("timers")
	case <-time.After(50 * time.Microsecond):
	}
	if made.Load()%2 == 0 {
		t.Stop()
	} // else: nobody knows it any more
}

func worker(id int, end time.Time, wg *sync.WaitGroup) {
	defer wg.Done()
	r := source(id*7919 + 1)
	kept := map[int]string{}
	ring := make([][]byte, 300)
	var lived *node
	for time.Now().Before(end) {
		maps(&r, kept)
		channels()
		stacks(&r)
		slices(&r, ring)
		ends()
		timers()
		if r.below(20) == 0 {
			lived = tree(12)
		}
		check(lived == nil || lived.sum() == 1<<13-1, "tree")
	}
}

func main() {
	seconds := 2
	if len(os.Args) > 1 {
		seconds, _ = strconv.Atoi(os.Args[1])
	}
	end := time.Now().Add(time.Duration(seconds) * time.Second)
	var wg sync.WaitGroup
	for i := 0; i < 8; i++ {
		wg.Add(1)
		go worker(i, end, &wg)
	}
	wg.Wait()
	for i := 0; i < 5; i++ {
		runtime.GC()
	}
	time.Sleep(10 * time.Millisecond)
	left := 2*made.Load() - finalized.Load() - cleaned.Load()
	check(left < 100, "finalizers or cleanups did not run")
	println("ok")
}
