// Errors that leave the tree whole are reported beside those of types, as gc does; syntax errors end the run before.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --stop-after=types whole.go 2>&1 | FileCheck %s --check-prefix=WHOLE
// RUN: not %golite-cc --stop-after=types broken.go 2>&1 | FileCheck %s --check-prefix=BROKEN --implicit-check-not=undefined
// RUN: not %golite-cc --stop-after=types whole.go sub/x.go 2>&1 | FileCheck %s --check-prefix=FOLDERS

// WHOLE: whole.go:3:16: middle index required in 3-index slice
// WHOLE: whole.go:4:9: undefined: b
// BROKEN: broken.go:3:{{[0-9]+}}: syntax error
// FOLDERS: named files must all be in one directory; have . and sub

//--- whole.go
package p

var c = "abc"[::1]
var a = b
//--- broken.go
package p

var a = = 1
var b = c
//--- sub/x.go
package p
