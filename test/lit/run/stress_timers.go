// RUN: %run-matrix %s

// Stress of timers: many sleepers, tickers, functions, Stop and Reset against expiry. Each round on one thread and on four.
package main

import (
	"context"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 20
	}
	return n
}

func sleepers(n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Go(func() {
			start := time.Now()
			d := time.Duration(i%10) * 300 * time.Microsecond
			time.Sleep(d)
			if time.Since(start) < d {
				panic("woken too early")
			}
		})
	}
	wg.Wait()
}

// functions: each is called once, or stopped.
func functions(n int) {
	var called atomic.Int64
	stopped := 0
	var timers []*time.Timer
	for i := 0; i < n; i++ {
		timers = append(timers, time.AfterFunc(time.Duration(i%20)*100*time.Microsecond, func() { called.Add(1) }))
	}
	for i, t := range timers {
		if i%2 == 0 && t.Stop() {
			stopped++
		} else if i%4 == 1 && t.Stop() {
			t.Reset(time.Duration(i%5) * 100 * time.Microsecond)
		}
	}
	for end := time.Now().Add(20 * time.Second); called.Load()+int64(stopped) < int64(n) && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	if called.Load()+int64(stopped) != int64(n) {
		panic("functions")
	}
}

// channels: after Stop or Reset, nothing old is received.
func channels(workers, n int) {
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			t := time.NewTimer(time.Hour)
			for i := 0; i < n; i++ {
				before := time.Now()
				t.Reset(time.Duration(i%3) * 50 * time.Microsecond)
				if i%4 == 0 {
					time.Sleep(time.Duration(i%7) * 30 * time.Microsecond)
				}
				if i%2 == 0 {
					if at := <-t.C; at.Before(before) {
						panic("an old time")
					}
					continue
				}
				t.Stop()
				select {
				case <-t.C:
					panic("a stopped timer's time")
				default:
				}
			}
		})
	}
	wg.Wait()
}

func tickers(n int) {
	start := time.Now()
	ticker := time.NewTicker(200 * time.Microsecond)
	other := time.NewTicker(time.Hour)
	for i := 0; i < n; i++ {
		select {
		case at := <-ticker.C:
			if at.Before(start) || at.After(time.Now()) {
				panic("a tick out of time")
			}
		case <-other.C:
			panic("an hour is over")
		}
	}
	if time.Since(start) < time.Duration(n-2)*200*time.Microsecond {
		panic("too many ticks")
	}
	ticker.Stop()
	other.Stop()
}

func contexts(n int) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(i%4)*200*time.Microsecond)
		wg.Go(func() { <-ctx.Done() })
		if i%5 == 0 {
			cancel()
		}
		_ = cancel
	}
	wg.Wait()
}

func main() {
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		sleepers(rounds(1000))
		functions(rounds(1000))
		channels(4, rounds(200))
		tickers(rounds(100))
		contexts(rounds(300))
		runtime.GC()
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
	}
}
