// An atomic operation on nil panics, whether or not its result is used.

// RUN: %run-matrix %s
package main

import (
	"fmt"
	"sync/atomic"
	"unsafe"
)

func panics(f func()) (does bool) {
	defer func() { does = recover() != nil }()
	f()
	return
}

//go:noinline
func addTo(p *int64) { atomic.AddInt64(p, 0) }

func main() {
	var p atomic.Pointer[int]
	var n int64
	ops := []func(){
		func() { atomic.LoadInt32(nil) },
		func() { atomic.StoreInt32(nil, 0) },
		func() { atomic.SwapInt32(nil, 0) },
		func() { atomic.AddInt64(nil, 0) },
		func() { atomic.OrUint32(nil, 0) },
		func() { atomic.AndUintptr(nil, ^uintptr(0)) },
		func() { atomic.CompareAndSwapInt32(nil, 0, 0) },
		func() { atomic.LoadPointer(nil) },
		func() { atomic.StorePointer(nil, unsafe.Pointer(&n)) },
		func() { (*atomic.Int64)(nil).Load() },
		func() { (*atomic.Uint32)(nil).And(1) },
		func() { (*atomic.Bool)(nil).Store(true) },
		func() { (*atomic.Pointer[int])(nil).Swap(nil) },
		func() { (*atomic.Value)(nil).Load() },
		func() { addTo(nil) },
		func() { f := atomic.AddInt64; f(nil, 1) },
		func() { p.Load() },
		func() { addTo(&n) },
	}
	for _, f := range ops {
		fmt.Print(panics(f))
	}
	fmt.Println()
}

// OUTPUT: truetruetruetruetruetruetruetruetruetruetruetruetruetruetruetruefalsefalse
