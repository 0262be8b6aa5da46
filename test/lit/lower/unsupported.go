// RUN: not %golite-cc --emit=gir %s 2>&1 | FileCheck %s

// What is not there yet is refused where it stands; a type that is only mentioned may pass.
package p

type table map[string]int

type holder struct {
	m table
}

func maps(h holder) int {
	h.m["a"] = 1    // CHECK: unsupported.go:[[#@LINE]]:5: maps are not supported yet
	return h.m["b"] // CHECK: unsupported.go:[[#@LINE]]:12: maps are not supported yet
}

func made() any {
	return make(map[int]int) // CHECK: unsupported.go:[[#@LINE]]:13: maps are not supported yet
}
