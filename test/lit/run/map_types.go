// RUN: %run-matrix %s

// Map descriptors have the layout of Go's: of groups, slots and flags; equal keys have equal hashes, whatever their bits.
package main

import "unsafe"

// The head of internal/abi.Type, and what map types have behind it.
type typ struct {
	size, ptrBytes             uintptr
	hash                       uint32
	tflag, align, falign, kind uint8
	equal, gcdata              unsafe.Pointer
	str, ptrToThis             int32
}

type mapType struct {
	typ
	key, elem, group                                             *typ
	hasher                                                       func(unsafe.Pointer, uintptr) uintptr
	groupSize, keysOff, keyStride, elemsOff, elemStride, elemOff uintptr
	flags                                                        uint32
}

func show(name string, m any) {
	t := (*(**mapType)(unsafe.Pointer(&m)))
	println(name, t.size, t.ptrBytes, t.tflag&^2, t.align, t.kind, t.equal == nil, "group", t.group.size, t.group.ptrBytes, t.group.align, t.group.kind,
		"layout", t.groupSize, t.keysOff, t.keyStride, t.elemsOff, t.elemStride, t.elemOff, "flags", t.flags, "key", t.key.size, "elem", t.elem.size)
}

type named map[string]int
type S struct {
	a string
	b uint8
}
type F struct {
	x float32
	y int32
}
type I interface{ M() }

func same[K comparable](name string, a, b K) {
	var m any = map[K]int{}
	t := (*(**mapType)(unsafe.Pointer(&m)))
	for _, seed := range []uintptr{0, 1, 12345} {
		if t.hasher(unsafe.Pointer(&a), seed) != t.hasher(unsafe.Pointer(&b), seed) {
			println(name, "hashes differ")
		}
	}
	if t.hasher(unsafe.Pointer(&a), 1) == t.hasher(unsafe.Pointer(&a), 2) {
		println(name, "ignores the seed")
	}
}

func main() {
	show("string-int", map[string]int{})
	show("named", named{})
	show("int-string", map[int]string{})
	show("int8-bool", map[int8]bool{})
	show("int32-int8", map[int32]int8{})
	show("int-empty", map[int]struct{}{})
	show("empty-empty", map[struct{}]struct{}{})
	show("empty-int", map[struct{}]int{})
	show("128", map[[128]byte][128]byte{})
	show("129", map[[129]byte][129]byte{})
	show("big", map[[40]int]string{})
	show("bigelem", map[string][40]*int{})
	show("S", map[S]S{})
	show("F", map[F]int16{})
	show("any", map[any]any{})
	show("I", map[I]int{})
	show("float", map[float64]float32{})
	show("complex", map[complex64]complex128{})
	show("ptr", map[*int]**int{})
	show("chan", map[chan int]func(){})
	show("arr", map[[2]string]int{})
	show("arrany", map[[2]any]int{})
	show("map", map[int]map[int]int{})
	show("padded", map[struct {
		a uint8
		b uint64
		c uint8
	}]uint8{})
	same("string", "abc", string([]byte("abc")))
	z := 0.0
	same("zero", 0.0, -z)
	same("float32", float32(0), float32(-z))
	same("complex", complex(0, -z), complex(-z, 0))
	same[any]("any", 1.5, 1.5)
	same[any]("anystring", "x", string([]byte("x")))
	same("blank", struct {
		a int
		_ int
		b string
	}{a: 1, b: "q"}, struct {
		a int
		_ int
		b string
	}{a: 1, b: "q"})
	same("array", [2]S{{"a", 1}, {"b", 2}}, [2]S{{"a", 1}, {"b", 2}})
}
