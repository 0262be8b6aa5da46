// RUN: %run-matrix %s
// RUN: %golite-cc -O2 -o %t %s && env GOLITE_TICK=100 %t 2>&1 | FileCheck %s

// Stress of preemption and of system calls that block: loops without calls, allocation, floats, pipes. Each round on one
// thread and on four; the second run is stopped all the time.
package main

import (
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
)

type node struct {
	next *node
	n    int
}

func rounds(n int) int {
	if os.Getenv("GOLITE_GC") != "" {
		return n / 50
	}
	return n
}

// spin waits for others in a loop that calls nothing.
func spin(workers int) {
	var turn atomic.Int64
	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Go(func() {
			for turn.Load() != int64(w) {
			}
			turn.Add(1)
		})
	}
	wg.Wait()
}

// calculate has live floats and integers in all registers.
//
//go:noinline
func calculate(n int) (float64, uint64) {
	a, b, c, d := 1.0, 2.0, 3.0, 4.0
	var h, k uint64 = 14695981039346656037, 1
	for i := 0; i < n; i++ {
		a, b, c, d = b*0.5+1, c*0.5+a*0.25, d*0.5+b*0.25, a*0.5+c*0.25
		h = (h ^ uint64(i)) * 1099511628211
		k = k<<7 | k>>57
		k ^= h
	}
	return a + b + c + d, k
}

//go:noinline
func list(n, id int) *node {
	var first *node
	for i := 0; i < n; i++ {
		first = &node{first, id + i}
	}
	return first
}

func lists(n, id int) {
	for r := 0; r < n; r++ {
		i := 999
		for p := list(1000, id+r); p != nil; p = p.next {
			if p.n != id+r+i {
				panic("a cell in two hands")
			}
			i--
		}
		if i != -1 {
			panic("list")
		}
	}
}

// pipes: a read blocks the thread until another goroutine writes.
func pipes(n int) {
	var in, out [2]int
	if syscall.Pipe(in[:]) != nil || syscall.Pipe(out[:]) != nil {
		panic("pipe")
	}
	go func() {
		b := make([]byte, 1)
		for i := 0; i < n; i++ {
			if k, _ := syscall.Read(in[0], b); k != 1 || b[0] != byte(i) {
				panic("read")
			}
			syscall.Write(out[1], b)
		}
	}()
	b := make([]byte, 1)
	for i := 0; i < n; i++ {
		b[0] = byte(i)
		syscall.Write(in[1], b)
		if k, _ := syscall.Read(out[0], b); k != 1 || b[0] != byte(i) {
			panic("read back")
		}
	}
	for _, fd := range []int{in[0], in[1], out[0], out[1]} {
		syscall.Close(fd)
	}
}

func main() {
	wantF, wantN := calculate(3000000)
	for _, procs := range []int{1, 4} {
		runtime.GOMAXPROCS(procs)
		spin(3)
		var wg sync.WaitGroup
		for w := 0; w < 3; w++ {
			wg.Go(func() {
				if f, n := calculate(3000000); f != wantF || n != wantN {
					panic("calculate")
				}
			})
			wg.Go(func() { lists(rounds(100), w<<20) })
			wg.Go(func() { pipes(rounds(300)) })
		}
		wg.Wait()
		println("procs", procs)
		// OUTPUT: procs 1
		// OUTPUT: procs 4
		// CHECK: procs 1
		// CHECK-NEXT: procs 4
	}
}
