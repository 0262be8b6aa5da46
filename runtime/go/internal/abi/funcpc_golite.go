package abi

import "unsafe"

// FuncPCABI0 returns the entry of the function that f, a func value, runs.
func FuncPCABI0(f any) uintptr {
	return *(*uintptr)((*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1])
}

// FuncPCABIInternal is the same: there is one calling convention.
func FuncPCABIInternal(f any) uintptr {
	return *(*uintptr)((*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1])
}

// EscapeNonString makes what v points to escape, unless it is a string.
func EscapeNonString[T any](v T) {
	Escape(v)
}

// EscapeToResultNonString is v.
func EscapeToResultNonString[T any](v T) T {
	return v
}
