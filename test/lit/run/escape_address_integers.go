// RUN: %run-matrix %s --asan
// Memory whose address is handed on as an integer may be written by whoever gets it.
package main

import (
	"syscall"
	"unsafe"
)

// OUTPUT: 1 4
// OUTPUT: 7
// OUTPUT: 8
// OUTPUT: 9
// OUTPUT: 10
// OUTPUT: 11
// OUTPUT: 12

//go:noinline
func store(at uintptr, v int) { *(*int)(unsafe.Pointer(at)) = v }

//go:noinline
func storePair(at [2]uintptr, v int) { *(*int)(unsafe.Pointer(at[1])) = v }

type request struct{ at uintptr }

//go:noinline
func (r *request) do(v int) { *(*int)(unsafe.Pointer(r.at)) = v }

//go:noinline
func asArgument(p *int) { store(uintptr(unsafe.Pointer(p)), 7) }

//go:noinline
func inArray(p *int) { storePair([2]uintptr{0, uintptr(unsafe.Pointer(p))}, 8) }

//go:noinline
func inStruct(p *int) {
	r := request{uintptr(unsafe.Pointer(p))}
	r.do(9)
}

//go:noinline
func asInt(p *int) {
	n := int64(uintptr(unsafe.Pointer(p)))
	store(uintptr(n), 10)
}

//go:noinline
func throughAddress(p *int) {
	n := uintptr(unsafe.Pointer(p))
	q := &n
	store(*q, 11)
}

//go:noinline
func inClosure(p *int) {
	n := uintptr(unsafe.Pointer(p))
	func() { store(n, 12) }()
}

func main() {
	fds := [2]int{}
	_ = syscall.Pipe(fds[:])
	s, _ := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	kind, _ := syscall.GetsockoptInt(s, syscall.SOL_SOCKET, syscall.SO_TYPE)
	n, _ := syscall.Write(fds[1], []byte("four"))
	println(kind, n)
	for _, f := range []func(*int){asArgument, inArray, inStruct, asInt, throughAddress, inClosure} {
		x := 0
		f(&x)
		println(x)
	}
	a, b := 0, 0
	asArgument(&a)
	inArray(&b)
	if a != 7 || b != 8 {
		println("wrong", a, b)
	}
}
