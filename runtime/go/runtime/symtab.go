package runtime

import "unsafe"

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

// Callers fills pc with one program counter for each call: skip 0 is Callers itself, 1 its caller. Returns their
// number. They are for CallersFrames and FuncForPC: the upper bits say which of the calls that were inlined at one
// place is meant.
//
//go:noinline
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callers(skip, &pc[0], len(pc))
}

//go:noescape
func callers(skip int, pc *uintptr, n int) int

// Caller returns program counter, file and line of a call: skip 0 is that of Caller, 1 that of the function which it
// stands in.
//
//go:noinline
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	if skip < 0 || callers(skip+1, &pc, 1) == 0 {
		return 0, "", 0, false
	}
	return pc, pcFile(pc), pcLine(pc), true
}

// The innermost call at pc; or that which its upper bits say.
func pcName(pc uintptr) string
func pcFile(pc uintptr) string
func pcLine(pc uintptr) int
func pcIsInlined(pc uintptr) bool

// A Func represents a function in the running program: an entry of its tables, or an inlinedFunc.
type Func struct {
	opaque struct{}
}

// An inlinedFunc is a function that was inlined where FuncForPC was asked.
type inlinedFunc struct {
	name, file string
	line       int
	entry      uintptr // of the function that it was inlined into
}

func funcFind(pc uintptr) unsafe.Pointer
func funcIsEntry(f *Func) bool
func funcStart(f *Func) uintptr
func funcName(f *Func) string

// FuncForPC returns the function that contains pc, or nil; of functions inlined there the innermost, but not where the
// function begins: that address stands for the function.
func FuncForPC(pc uintptr) *Func {
	f := (*Func)(funcFind(pc))
	if f == nil || pc == funcStart(f) || !pcIsInlined(pc) {
		return f
	}
	return (*Func)(unsafe.Pointer(&inlinedFunc{pcName(pc), pcFile(pc), pcLine(pc), funcStart(f)}))
}

func (f *Func) inlined() *inlinedFunc {
	if funcIsEntry(f) {
		return nil
	}
	return (*inlinedFunc)(unsafe.Pointer(f))
}

// Name returns the function's name, as gc writes it.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	if i := f.inlined(); i != nil {
		return i.name
	}
	return funcName(f)
}

// Entry returns the address of the function.
func (f *Func) Entry() uintptr {
	if i := f.inlined(); i != nil {
		return i.entry
	}
	return funcStart(f)
}

// FileLine returns file and line of the code at pc, which should lie in f.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if i := f.inlined(); i != nil {
		return i.file, i.line
	}
	file = pcFile(pc)
	if file == "" {
		return "?", 0
	}
	return file, pcLine(pc)
}

// Frame is what CallersFrames knows of one call.
type Frame struct {
	PC       uintptr
	Func     *Func // nil if the function was inlined
	Function string
	File     string
	Line     int
	Entry    uintptr // of the function, or of that which it was inlined into
}

// Frames yields the frames of what Callers returned.
type Frames struct {
	callers []uintptr
}

func CallersFrames(callers []uintptr) *Frames { return &Frames{callers} }

// Next returns the next frame, and whether there are more behind it.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.callers) > 0 {
		pc := f.callers[0] - 1
		f.callers = f.callers[1:]
		fn := (*Func)(funcFind(pc))
		if fn == nil {
			continue
		}
		frame = Frame{PC: pc, Func: fn, Function: pcName(pc), File: pcFile(pc), Line: pcLine(pc), Entry: funcStart(fn)}
		if pcIsInlined(pc) {
			frame.Func = nil
		}
		return frame, len(f.callers) > 0
	}
	return Frame{}, false
}
