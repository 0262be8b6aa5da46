// Package a declares what others define, and defines what others declare.
package a

import _ "unsafe"

type T struct{ N int }

func (t *T) add(n int) int { t.N += n; return t.N }

func (t T) String() string { return "T" }

type header struct {
	data     *byte
	len, cap int
}

// Defined in b under this name.
//
//go:linkname Pushed
func Pushed(s string, n int) (string, int)

// Pulled by b with other types.
func split(h header, n int) (header, int) {
	h.len -= n
	return h, h.cap
}

var counter = 40

var Shared int

func Counter() int { return counter }

// One argument: only a mark.
//
//go:linkname marked
func marked() string { return "marked" }
