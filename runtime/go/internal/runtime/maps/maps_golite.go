// What compiled code calls for maps beside the functions of the package itself, under the names that reflect and others
// know. Memory, random numbers and texts come from C.
package maps

import (
	"internal/abi"
	"unsafe"
)

// Hints beyond this many bytes of groups are not believed.
const maxAlloc = 1 << 48

type plainError string

func (plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

var errNilAssign error = plainError("assignment to entry in nil map")

// What seeds the hash functions: C's are the same and have the same.
//
//go:linkname hashkey grt_hash_key
var hashkey [4]uintptr

// makemap makes a map with room for hint entries, in m if that is not nil; m.dirPtr may have a first group already.
//
//go:linkname makemap runtime.makemap
func makemap(typ *abi.MapType, hint int, m *Map) *Map {
	if hint < 0 {
		hint = 0
	}
	return NewMap(typ, uintptr(hint), m, maxAlloc)
}

//go:linkname mapdelete runtime.mapdelete
func mapdelete(typ *abi.MapType, m *Map, key unsafe.Pointer) {
	m.Delete(typ, key)
}

//go:linkname mapclear runtime.mapclear
func mapclear(typ *abi.MapType, m *Map) {
	m.Clear(typ)
}

//go:linkname mapIterStart runtime.mapIterStart
func mapIterStart(typ *abi.MapType, m *Map, it *Iter) {
	it.Init(typ, m)
	it.Next()
}

//go:linkname mapIterNext runtime.mapIterNext
func mapIterNext(it *Iter) {
	it.Next()
}
