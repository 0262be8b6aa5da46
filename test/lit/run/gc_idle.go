// RUN: %golite-cc -O2 -o %t %s
// RUN: env GOLITE_GC=idle:20 GOMAXPROCS=4 %t sleep 2>&1 | FileCheck %s
// RUN: env GOLITE_GC=idle:20 GOMAXPROCS=1 %t sleep 2>&1 | FileCheck %s
// RUN: env GOLITE_GC=idle:20 GOMAXPROCS=1 %t loop 2>&1 | FileCheck %s
// RUN: env GOLITE_GC=idle:20 GOGC=off %t sleep 2>&1 | FileCheck --check-prefix=OFF %s
// RUN: %t sleep 2>&1 | FileCheck --check-prefix=OFF %s
// RUN: not env GOLITE_GC=idle:5 %t deadlock 2>&1 | FileCheck --check-prefix=ASLEEP %s

// A program that does not allocate any more is collected all the same, some time after the last collection.
package main

import (
	"os"
	"runtime"
	"sync/atomic"
	"time"
)

type T struct{ a, b int }

var gone atomic.Bool

//go:noinline
func lose() {
	p := &T{1, 2}
	runtime.SetFinalizer(p, func(*T) { gone.Store(true) })
	p = nil
}

//go:noinline
func clear(n int) int {
	var a [100]int
	a[n] = n
	return a[n/2]
}

// CHECK: finalized
// OFF: still there
// ASLEEP: all goroutines are asleep
func main() {
	runtime.GC()
	lose()
	clear(50)
	end := time.Now().Add(5 * time.Second)
	switch os.Args[1] {
	case "sleep":
		if os.Getenv("GOLITE_GC") == "" || os.Getenv("GOGC") == "off" {
			end = time.Now().Add(300 * time.Millisecond)
		}
		for !gone.Load() && time.Now().Before(end) {
			time.Sleep(10 * time.Millisecond)
		}
	case "loop":
		go func() {}()
		for i := 0; !gone.Load(); i++ {
			if i%100000 == 0 && time.Now().After(end) {
				break
			}
		}
	case "deadlock":
		time.Sleep(50 * time.Millisecond)
		select {}
	}
	if gone.Load() {
		println("finalized")
	} else {
		println("still there")
	}
}
