// RUN: %golite-cc --emit=ast %s | FileCheck %s
// RUN: not %golite-cc --stop-after=syntax %S/Inputs/composite_bad.go 2>&1 | FileCheck %S/Inputs/composite_bad.go
// A { opens a composite literal only where it cannot open a block.
package p

func f() {
	_ = T{a: 1, 2: {3}, "k": U{}}
	// CHECK: COMPOSITE_LIT [[#@LINE-1]]:7
	// CHECK-NEXT: type: IDENT [[#@LINE-2]]:6 T
	// CHECK-NEXT: KEY_VALUE [[#@LINE-3]]:9
	// CHECK-NEXT: key: IDENT [[#@LINE-4]]:8 a
	// CHECK-NEXT: value: BASIC_LIT [[#@LINE-5]]:11 1
	// CHECK-NEXT: KEY_VALUE [[#@LINE-6]]:15
	// CHECK-NEXT: key: BASIC_LIT [[#@LINE-7]]:14 2
	// CHECK-NEXT: value: COMPOSITE_LIT [[#@LINE-8]]:17
	// CHECK-NEXT: BASIC_LIT [[#@LINE-9]]:18 3
	// CHECK-NEXT: KEY_VALUE
	// CHECK-NEXT: key: BASIC_LIT [[#@LINE-11]]:22 "k"
	// CHECK-NEXT: value: COMPOSITE_LIT
	if T {
		// CHECK: IF_STMT [[#@LINE-1]]:2
		// CHECK-NEXT: cond: IDENT
		// CHECK-NEXT: then: BLOCK_STMT
	}
	if x == (T{}) {
		// CHECK: IF_STMT [[#@LINE-1]]:2
		// CHECK-NEXT: cond: BINARY
		// CHECK-NEXT: IDENT
		// CHECK-NEXT: ==
		// CHECK-NEXT: PAREN
		// CHECK-NEXT: COMPOSITE_LIT
	}
	for _, x := range []int{1, 2} {
		// CHECK: RANGE_STMT [[#@LINE-1]]:2 define
		// CHECK: x: COMPOSITE_LIT [[#@LINE-2]]:25
		// CHECK: body: BLOCK_STMT
	}
	_ = G[int]{1} // CHECK: COMPOSITE_LIT [[#@LINE]]:12
	_ = p.G[a, b]{} // CHECK: COMPOSITE_LIT [[#@LINE]]:15
	_ = [...]struct{ x int }{{1}, {x: 2}}
	// CHECK: COMPOSITE_LIT [[#@LINE-1]]:26
	// CHECK-NEXT: type: ARRAY_TYPE [[#@LINE-2]]:6
	// CHECK-NEXT: len: ELLIPSIS [[#@LINE-3]]:7
	_ = &T{} // CHECK: UNARY [[#@LINE]]:6 &
}
