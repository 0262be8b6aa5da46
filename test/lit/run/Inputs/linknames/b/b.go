package b

import (
	"linknames/a"
	"unsafe"
)

//go:linkname pushed linknames/a.Pushed
func pushed(s string, n int) (string, int) { return s + "!", n + 1 }

//go:linkname split linknames/a.split
func split(s []byte, n int) ([]byte, int)

//go:linkname add linknames/a.(*T).add
func add(p unsafe.Pointer, n int) int

//go:linkname String linknames/a.T.String
func String(t a.T) string

//go:linkname marked linknames/a.marked
func marked() string

//go:linkname counter linknames/a.counter
var counter int

// Two names for a variable that nobody else defines.
//
//go:linkname one linknames.nowhere
var one int

//go:linkname two linknames.nowhere
var two int

func Test() {
	s, n := split([]byte("hello"), 2)
	println(string(s), n >= 5, marked())
	t := &a.T{N: 3}
	println(add(unsafe.Pointer(t), 4), t.N, String(*t))
	counter++
	println(a.Counter())
	one = 7
	println(two)
	f := add
	println(f(unsafe.Pointer(t), 1))
}
