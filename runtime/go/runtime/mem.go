package runtime

import _ "unsafe" // for linkname

// GC runs a garbage collection; when it returns, everything that was unreachable before has been found.
func GC()

// MemStats records statistics about the memory allocator. Mallocs, Frees, TotalAlloc, HeapAlloc and HeapObjects are
// exact: each object counts when it is handed out.
type MemStats struct {
	Alloc         uint64
	TotalAlloc    uint64
	Sys           uint64
	Lookups       uint64
	Mallocs       uint64
	Frees         uint64
	HeapAlloc     uint64
	HeapSys       uint64
	HeapIdle      uint64
	HeapInuse     uint64
	HeapReleased  uint64
	HeapObjects   uint64
	StackInuse    uint64
	StackSys      uint64
	MSpanInuse    uint64
	MSpanSys      uint64
	MCacheInuse   uint64
	MCacheSys     uint64
	BuckHashSys   uint64
	GCSys         uint64
	OtherSys      uint64
	NextGC        uint64
	LastGC        uint64
	PauseTotalNs  uint64
	PauseNs       [256]uint64
	PauseEnd      [256]uint64
	NumGC         uint32
	NumForcedGC   uint32
	GCCPUFraction float64
	EnableGC      bool
	DebugGC       bool
	BySize        [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills m. It does not allocate.
//
//go:noescape
func ReadMemStats(m *MemStats)

// KeepAlive keeps what x refers to reachable until here.
//
//go:noinline
func KeepAlive(x any) {
	keepAlive(x)
}

//go:noescape
func keepAlive(x any)

// SetFinalizer sets the function that is called with obj once it has become unreachable, or removes it (nil).
// Finalizers run one after the other, in a goroutine of their own; an object that its own finalizer's function or a cycle
// keeps reachable is never finalized.
func SetFinalizer(obj any, finalizer any)
