package runtime

import "unsafe"

// What programs of the standard library need to compile, and this runtime cannot do. Each call panics.

func unsupported(name string) {
	panic("golite: runtime." + name + " is not supported yet")
}

func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	unsupported("GoroutineProfile")
	return
}

func CPUProfile() []byte {
	unsupported("CPUProfile")
	return nil
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

//go:linkname goUnsupported
func goUnsupported(name string) {
	panic("golite: " + name + " is not supported yet")
}
