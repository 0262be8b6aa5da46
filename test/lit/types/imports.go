// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

import "unsafe" // CHECK: :[[#@LINE]]:8: "unsafe" imported and not used
import u "unsafe"
import . "unsafe"
import _ "unsafe"
import (
	unsafe2 "unsafe" // CHECK: :[[#@LINE]]:2: "unsafe" imported as unsafe2 and not used
	init "unsafe" // CHECK: :[[#@LINE]]:2: cannot import package as init - init must be a func
)

var unsafe = 1 // CHECK: :[[#@LINE]]:5: unsafe already declared through import of package unsafe ("unsafe")
// CHECK-NEXT: {{.*}}.go:[[#@LINE-10]]:8: other declaration of unsafe

var x = u.Sizeof(1)
var y Pointer
var z = u.Missing // CHECK: :[[#@LINE]]:11: undefined: u.Missing
var q = u.sizeof // CHECK: :[[#@LINE]]:11: undefined: u.sizeof (but have Sizeof)
var v = u // CHECK: :[[#@LINE]]:9: use of package u not in selector

func f() {
	u := 1
	_ = u.x // CHECK: :[[#@LINE]]:8: u.x undefined (type int has no field or method x)
}
