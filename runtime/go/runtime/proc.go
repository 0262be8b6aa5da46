package runtime

import "unsafe"

const (
	// Compiler says whose conventions the standard library follows.
	Compiler = "gc"

	GOOS   string = "linux"
	GOARCH string = "amd64"
)

// Version returns the version of Go that the language and the standard library are of.
func Version() string { return "go1.27" }

// GOROOT returns the root of the Go tree as the environment names it.
func GOROOT() string { return envGOROOT() }

func envGOROOT() string

// NumCPU returns the number of processors that the process may use.
func NumCPU() int

// SetDefaultGOMAXPROCS sets GOMAXPROCS to what it is at the start without setting: the number of processors.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }

// GOMAXPROCS sets the number of threads that run goroutines at the same time to n, unless n < 1, and returns what it
// was.
func GOMAXPROCS(n int) int

// NumGoroutine returns the number of goroutines that have not ended.
func NumGoroutine() int

// NumCgoCall returns the number of cgo calls; there is no cgo.
func NumCgoCall() int64 { return 0 }

// Gosched lets other goroutines run.
func Gosched()

// Goexit runs all deferred calls and ends the goroutine.
func Goexit()

// LockOSThread ties the goroutine to its thread until UnlockOSThread has been called as often: no other goroutine runs
// there.
func LockOSThread()
func UnlockOSThread()

// Breakpoint stops in the debugger, or ends the process by SIGTRAP.
func Breakpoint()

// Stack writes the traceback of the goroutine, then perhaps of all others, into buf and returns the number of bytes.
func Stack(buf []byte, all bool) int {
	if len(buf) == 0 {
		return 0
	}
	others := 0
	if all {
		others = 1
	}
	return traceback(&buf[0], len(buf), others)
}

//go:noescape
func traceback(buf *byte, n, others int) int

// Callers fills pc with return addresses: skip 0 is Callers itself, 1 its caller. Returns their number.
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(skip, &pc[0], len(pc))
}

//go:noescape
func callers(skip int, pc *uintptr, n int) int

// Caller would return file and line of a caller. Executables carry no line table that it could read, so ok is
// always false.
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	return 0, "", 0, false
}

// A Func represents a function in the running program; its address is the function's entry.
type Func struct {
	opaque struct{}
}

// FuncForPC returns the function that contains pc, or nil.
func FuncForPC(pc uintptr) *Func {
	return (*Func)(funcEntry(pc))
}

func funcEntry(pc uintptr) unsafe.Pointer

func funcName(entry uintptr) string

// Name returns the function's name, as gc writes it.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return funcName(f.Entry())
}

// Entry returns the address of the function.
func (f *Func) Entry() uintptr { return uintptr(unsafe.Pointer(f)) }

// FileLine returns "?" and 0: executables carry no line table that it could read.
func (f *Func) FileLine(pc uintptr) (file string, line int) { return "?", 0 }

// Frame is what CallersFrames knows of one call; File and Line are not known.
type Frame struct {
	PC       uintptr
	Func     *Func
	Function string
	File     string
	Line     int
	Entry    uintptr
}

// Frames yields the frames of what Callers returned.
type Frames struct {
	callers []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame, and whether there are more behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	if len(f.callers) == 0 {
		return Frame{}, false
	}
	pc := f.callers[0] - 1
	f.callers = f.callers[1:]
	fn := FuncForPC(pc)
	frame = Frame{PC: pc, Func: fn}
	if fn != nil {
		frame.Function = fn.Name()
		frame.Entry = fn.Entry()
	}
	return frame, len(f.callers) > 0
}
