// RUN: %run-matrix %s

// Boxes of integers below 256, and of booleans, are not allocated.
package main

import "runtime"

type small int8

var sink any

//go:noinline
func set(i int) { sink = i }

//go:noinline
func sb(b bool) { sink = b }

//go:noinline
func s8(b small) { sink = b }

//go:noinline
func u64(b uint64) { sink = b }

//go:noinline
func i32(b int32) { sink = b }

func count(f func()) uint64 {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	return b.Mallocs - a.Mallocs
}

func main() {
	println(count(func() { set(0); set(255) }), sink.(int))
	println(count(func() { set(-1); set(256) }), sink.(int))
	println(count(func() { sb(true) }), sink.(bool), count(func() { sb(false) }), sink.(bool))
	println(count(func() { s8(-128) }), sink.(small), count(func() { s8(127) }), sink.(small))
	println(count(func() { u64(1 << 63) }), sink.(uint64), count(func() { i32(-5) }), sink.(int32))
}
