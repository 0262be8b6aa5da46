// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Map operations are instructions with the function that does them; keys of four and eight bytes and strings go by value.
package p

type wide [4]int

// CHECK-LABEL: func p.lookup(
func lookup(m map[string]wide, k string) int {
	// CHECK: %[[p:[0-9]+]], %[[ok:[0-9]+]] = mapfind (map[string]p.wide) runtime.mapaccess2_faststr %m
	v, ok := m[k]
	_ = v
	// only the element's part is read
	// CHECK: %[[q:[0-9]+]] = mapfind (map[string]p.wide) runtime.mapaccess2_faststr %m
	// CHECK-NEXT: load (*%[[q]])[2]
	if ok {
		return m[k][2]
	}
	return 0
}

// CHECK-LABEL: func p.change(
func change(m map[int32]int, p map[*int]int, f map[float64]int) {
	// CHECK: %[[a:[0-9]+]] = mapslot (map[int32]int) runtime.mapassign_fast32 %m{{.*}}, 1
	// CHECK-NEXT: store (*%[[a]]) = 2
	m[1] = 2
	// CHECK: %[[b:[0-9]+]] = mapslot (map[*int]int) runtime.mapassign_fast64ptr %p
	// CHECK-NEXT: load (*%[[b]])
	p[nil]++
	// CHECK: mapdelete (map[float64]int) runtime.mapdelete %f
	delete(f, 1)
	// a division may panic, so the element is made after it
	// CHECK: mapfind (map[float64]int) runtime.mapaccess2 %f
	// CHECK: checkdivide
	// CHECK: mapslot (map[float64]int) runtime.mapassign %f
	f[2] /= m[1]
	// CHECK: mapclear (map[int32]int) runtime.mapclear %m
	clear(m)
}

// CHECK-LABEL: func p.grow(
func grow(m map[string][]int, k string, n int) {
	// CHECK: mapslot
	// CHECK-NOT: {{mapfind|mapslot}}
	m[k] = append(m[k], n)
	// CHECK: return
}

// CHECK-LABEL: func p.walk(
func walk(m map[string]int) (n int) {
	// CHECK: %[[it:[0-9]+]] = addr
	// CHECK-NEXT: mapstart (map[string]int) runtime.mapIterStart %[[it]], %
	// CHECK: %[[k:[0-9]+]], %[[v:[0-9]+]] = mapentry (map[string]int) %[[it]], %
	// CHECK-NEXT: != %[[k]], zero(*string)
	// CHECK: load (*%[[v]])
	// CHECK: mapnext (map[string]int) runtime.mapIterNext %[[it]], %
	for _, v := range m {
		n += v
	}
	return
}
