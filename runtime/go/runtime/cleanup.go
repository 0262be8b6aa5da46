package runtime

import "unsafe"

// A Cleanup is a call that AddCleanup has ordered.
type Cleanup struct {
	id uint64 // 0: never called
}

// AddCleanup orders a call of cleanup(arg) for some time after *ptr has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	// An argument that is a pointer to the object, or into it, would keep it for ever.
	switch p := any(arg).(type) {
	case *T:
		if p == ptr {
			panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
		}
	case unsafe.Pointer:
		if p == unsafe.Pointer(ptr) {
			panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
		}
	}
	return Cleanup{addCleanup(unsafe.Pointer(ptr), func() { cleanup(arg) })}
}

// addCleanup returns 0 if the object lives for ever.
func addCleanup(ptr unsafe.Pointer, call func()) uint64

// Stop takes the order back, if the call has not been queued yet.
func (c Cleanup) Stop() { stopCleanup(c.id) }

func stopCleanup(id uint64)
