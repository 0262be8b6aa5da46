package runtime

import "unsafe"

// What programs of the standard library need to compile, and this runtime cannot do. Each call panics.

func unsupported(name string) {
	panic("golite: runtime." + name + " is not supported yet")
}

// MemProfileRate would be the number of allocated bytes between two samples of the memory profile. None is taken.
var MemProfileRate int = 512 * 1024

// StackRecord is one goroutine's or thread's stack in a profile.
type StackRecord struct {
	Stack0 [32]uintptr // ends at the first 0
}

// Stack returns the part of Stack0 that is used.
func (r *StackRecord) Stack() []uintptr { return usedFrames(&r.Stack0) }

// MemProfileRecord is what was allocated with one stack.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends at the first 0
}

// InUseBytes returns how many bytes are in use.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns how many objects are in use.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns the part of Stack0 that is used.
func (r *MemProfileRecord) Stack() []uintptr { return usedFrames(&r.Stack0) }

// BlockProfileRecord is how often and how long was waited with one stack.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

func usedFrames(stack *[32]uintptr) []uintptr {
	for i, pc := range stack {
		if pc == 0 {
			return stack[:i]
		}
	}
	return stack[:]
}

func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) {
	unsupported("MemProfile")
	return
}

func BlockProfile(p []BlockProfileRecord) (n int, ok bool) {
	unsupported("BlockProfile")
	return
}

func MutexProfile(p []BlockProfileRecord) (n int, ok bool) {
	unsupported("MutexProfile")
	return
}

func ThreadCreateProfile(p []StackRecord) (n int, ok bool) {
	unsupported("ThreadCreateProfile")
	return
}

func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	unsupported("GoroutineProfile")
	return
}

func CPUProfile() []byte {
	unsupported("CPUProfile")
	return nil
}

func SetCPUProfileRate(hz int)     { unsupported("SetCPUProfileRate") }
func SetBlockProfileRate(rate int) { unsupported("SetBlockProfileRate") }

func SetMutexProfileFraction(rate int) int {
	unsupported("SetMutexProfileFraction")
	return 0
}

func StartTrace() error {
	unsupported("StartTrace")
	return nil
}

func StopTrace() { unsupported("StopTrace") }

func ReadTrace() []byte {
	unsupported("ReadTrace")
	return nil
}

func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	unsupported("SetCgoTraceback")
}

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is at the start.
func SetDefaultGOMAXPROCS() { maxProcs = NumCPU() }

// A Pinner would keep objects from being moved or freed.
type Pinner struct {
	_ *byte
}

func (p *Pinner) Pin(pointer any) { unsupported("Pinner.Pin") }
func (p *Pinner) Unpin()          { unsupported("Pinner.Unpin") }

// A Cleanup is a call that AddCleanup has ordered.
type Cleanup struct {
	id  uint64
	ptr uintptr
}

// Stop takes the order back.
func (c Cleanup) Stop() { unsupported("Cleanup.Stop") }

// AddCleanup would call cleanup(arg) some time after *ptr has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	unsupported("AddCleanup")
	return Cleanup{}
}
