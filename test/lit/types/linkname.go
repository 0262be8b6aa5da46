// go:linkname names a function or variable of the package, once, in a file that imports unsafe.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --stop-after=types *.go 2>&1 | FileCheck %s --implicit-check-not=.go:

// CHECK: a.go:9:3: //go:linkname must refer to declared function or variable
// CHECK: a.go:10:3: //go:linknamestd must refer to declared function or variable
// CHECK: a.go:11:3: duplicate //go:linkname for x
// CHECK: a.go:12:3: //go:linkname reference of an instantiation is not allowed
// CHECK: b.go:5:3: //go:linkname only allowed in Go files that import "unsafe"

//--- a.go
package p

import _ "unsafe"

var x, y int

//go:linkname x remote.x

//go:linkname none remote.none
//go:linknamestd T remote.T
//go:linkname x remote.y
//go:linkname y remote.F[int]

type T int
//--- b.go
package p

var z int

//go:linkname z remote.z
