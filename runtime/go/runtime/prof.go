package runtime

// No profiles are taken: rates and fractions have no effect, and there are never any records.

// MemProfileRate would be the mean number of bytes between two samples of the memory profile.
var MemProfileRate int = 512 * 1024

// A StackRecord describes a call stack.
type StackRecord struct {
	Stack0 [32]uintptr // ends with the first zero
}

func stackOf(s *[32]uintptr) []uintptr {
	for i, pc := range s {
		if pc == 0 {
			return s[:i]
		}
	}
	return s[:]
}

func (r *StackRecord) Stack() []uintptr { return stackOf(&r.Stack0) }

// A MemProfileRecord describes the objects that one call stack allocated.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // ends with the first zero
}

func (r *MemProfileRecord) InUseBytes() int64   { return r.AllocBytes - r.FreeBytes }
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }
func (r *MemProfileRecord) Stack() []uintptr    { return stackOf(&r.Stack0) }

// A BlockProfileRecord describes where goroutines waited.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }
func BlockProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func MutexProfile(p []BlockProfileRecord) (n int, ok bool)             { return 0, true }
func ThreadCreateProfile(p []StackRecord) (n int, ok bool)             { return 0, true }

func SetBlockProfileRate(rate int)         {}
func SetMutexProfileFraction(rate int) int { return 0 }
func SetCPUProfileRate(hz int)             {}

// A Pinner keeps objects where they are and alive until Unpin. Objects never move.
type Pinner struct {
	pinned []any
}

func (p *Pinner) Pin(pointer any) { p.pinned = append(p.pinned, pointer) }
func (p *Pinner) Unpin()          { p.pinned = nil }
