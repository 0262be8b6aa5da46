// RUN: %run-matrix %s

// Package runtime/debug steers the collector: GOGC, the memory limit, memory given back, pauses.
package main

import (
	"math"
	"runtime"
	"runtime/debug"
)

var big []byte

//go:noinline
func fill(n int) {
	big = make([]byte, n)
	for i := 0; i < n; i += 4096 {
		big[i] = 1
	}
}

func stats() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return
}

func main() {
	// Each call returns what was set before; a negative limit only asks.
	println(debug.SetGCPercent(50), debug.SetGCPercent(-1), debug.SetGCPercent(-7)) // OUTPUT: 100 50 -1
	println(debug.SetMemoryLimit(-1) == math.MaxInt64)                              // OUTPUT: true

	// The limit alone makes the program collect, and what is freed goes back.
	println(debug.SetMemoryLimit(64<<20) == math.MaxInt64, debug.SetMemoryLimit(-1)) // OUTPUT: true 67108864
	before := stats()
	for i := 0; i < 100; i++ {
		fill(4 << 20)
	}
	after := stats()
	println(after.NumGC-before.NumGC >= 3, after.HeapSys-after.HeapReleased < 96<<20) // OUTPUT: true true
	debug.SetMemoryLimit(math.MaxInt64)

	// Freed memory goes back at once. Another goroutine's stack has nothing left of it.
	done := make(chan bool)
	go func() {
		fill(100 << 20)
		done <- true
	}()
	<-done
	held := stats()
	big = nil
	debug.FreeOSMemory()
	freed := stats()
	println(held.HeapInuse >= 100<<20, freed.HeapInuse < 20<<20, freed.HeapIdle-freed.HeapReleased < 1<<20) // OUTPUT: true true true

	var s debug.GCStats
	debug.ReadGCStats(&s)
	n := stats().NumGC
	println(s.NumGC > 3, s.NumGC <= int64(n), len(s.Pause) == len(s.PauseEnd), len(s.Pause) == int(min(s.NumGC, 256))) // OUTPUT: true true true true
	println(s.PauseTotal >= s.Pause[0] && s.Pause[0] > 0, s.PauseEnd[0].Equal(s.LastGC))                              // OUTPUT: true true
}
