package maps

import (
	"internal/abi"
	"unsafe"
)

// What packages reflect, internal/reflectlite and maps do with maps of any type.

//go:linkname reflect_makemap reflect.makemap
func reflect_makemap(typ *abi.MapType, hint int) *Map {
	if typ.Key.Equal == nil {
		fatal("reflect.makemap: unsupported map key type")
	}
	return makemap(typ, hint, nil)
}

//go:linkname reflect_mapaccess reflect.mapaccess
func reflect_mapaccess(typ *abi.MapType, m *Map, key unsafe.Pointer) unsafe.Pointer {
	elem, ok := runtime_mapaccess2(typ, m, key)
	if !ok {
		return nil
	}
	return elem
}

//go:linkname reflect_mapaccess_faststr reflect.mapaccess_faststr
func reflect_mapaccess_faststr(typ *abi.MapType, m *Map, key string) unsafe.Pointer {
	elem, ok := runtime_mapaccess2_faststr(typ, m, key)
	if !ok {
		return nil
	}
	return elem
}

//go:linkname reflect_mapassign reflect.mapassign0
func reflect_mapassign(typ *abi.MapType, m *Map, key, elem unsafe.Pointer) {
	typedmemmove(typ.Elem, runtime_mapassign(typ, m, key), elem)
}

//go:linkname reflect_mapassign_faststr reflect.mapassign_faststr0
func reflect_mapassign_faststr(typ *abi.MapType, m *Map, key string, elem unsafe.Pointer) {
	typedmemmove(typ.Elem, runtime_mapassign_faststr(typ, m, key), elem)
}

//go:linkname reflect_mapdelete reflect.mapdelete
func reflect_mapdelete(typ *abi.MapType, m *Map, key unsafe.Pointer) {
	m.Delete(typ, key)
}

//go:linkname reflect_mapdelete_faststr reflect.mapdelete_faststr
func reflect_mapdelete_faststr(typ *abi.MapType, m *Map, key string) {
	m.Delete(typ, abi.NoEscape(unsafe.Pointer(&key)))
}

//go:linkname reflect_mapclear reflect.mapclear
func reflect_mapclear(typ *abi.MapType, m *Map) {
	m.Clear(typ)
}

//go:linkname reflect_maplen reflect.maplen
func reflect_maplen(m *Map) int {
	if m == nil {
		return 0
	}
	return int(m.Used())
}

//go:linkname reflectlite_maplen internal/reflectlite.maplen
func reflectlite_maplen(m *Map) int {
	return reflect_maplen(m)
}

//go:linkname maps_clone maps.clone
func maps_clone(m any) any {
	e := (*[2]unsafe.Pointer)(unsafe.Pointer(&m))
	e[1] = unsafe.Pointer((*Map)(e[1]).Clone((*abi.MapType)(e[0])))
	return m
}
