// RUN: %run-matrix %s

// A timer whose channel nobody waits on is garbage when nobody knows it, and keeps no program alive.
package main

import (
	"runtime"
	"time"
)

//go:noinline
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.Mallocs - m.Frees)
}

func garbage(name string, make func()) {
	const n = 100
	before := inUse()
	for i := 0; i < n; i++ {
		make()
	}
	println(name, inUse()-before < n/2)
}

func missed() {
	start := time.Now()
	t := time.NewTimer(time.Millisecond)
	ticker := time.NewTicker(time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	println(len(t.C), cap(t.C), len(ticker.C))
	select {
	case at := <-t.C:
		println("timer", at.Sub(start) >= time.Millisecond, time.Since(at) >= 10*time.Millisecond)
	default:
		println("no timer")
	}
	select {
	case <-ticker.C:
		println("tick")
	default:
		println("no tick")
	}
	println("stopped", t.Stop(), t.Reset(time.Millisecond))
	time.Sleep(5 * time.Millisecond)
	println("not received", t.Stop())
	select {
	case <-t.C:
		println("stale")
	default:
		println("nothing stale")
	}
	ticker.Reset(time.Hour)
	select {
	case <-ticker.C:
		println("tick")
	case <-time.After(2 * time.Millisecond):
		println("no tick any more")
	}
}

// crowd receives one timer's value in one of many goroutines.
func crowd() {
	t := time.NewTimer(time.Millisecond)
	got, end := make(chan int), make(chan int)
	for i := 0; i < 50; i++ {
		go func() {
			select {
			case <-t.C:
				got <- i
			case <-end:
				got <- -1
			}
		}()
	}
	n := 0
	if <-got >= 0 {
		n++
	}
	close(end)
	for i := 1; i < 50; i++ {
		if <-got >= 0 {
			n++
		}
	}
	println("crowd", n)
}

func main() {
	garbage("After", func() { time.After(time.Hour) })           // OUTPUT: After true
	garbage("NewTimer", func() { time.NewTimer(time.Hour) })     // OUTPUT: NewTimer true
	garbage("NewTicker", func() { time.NewTicker(time.Hour) })   // OUTPUT: NewTicker true
	garbage("Reset", func() { time.NewTimer(1).Reset(1 << 50) }) // OUTPUT: Reset true
	garbage("waited", func() {                                   // OUTPUT: waited true
		select {
		case <-time.After(time.Hour):
		case <-time.After(1):
		}
	})
	// OUTPUT: 0 0 0
	// OUTPUT: timer true true
	// OUTPUT: tick
	// OUTPUT: stopped false false
	// OUTPUT: not received true
	// OUTPUT: nothing stale
	// OUTPUT: no tick any more
	missed()
	crowd() // OUTPUT: crowd 1
	time.NewTimer(time.Hour)
	var none chan int
	<-none
	// OUTPUT: fatal error: all goroutines are asleep - deadlock!
	// EXIT: 2
}
