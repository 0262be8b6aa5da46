// Imports that cannot be resolved are reported where they stand, in the go command's words.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --max-errors=0 -o %t/out . 2>&1 | FileCheck %s --match-full-lines --strict-whitespace
// RUN: not %golite-cc --max-errors=0 --stop-after=types . 2>&1 | FileCheck %s --check-prefix=TYPES --implicit-check-not=fmt
// TYPES: ./main.go:5:2: package foo/bar is not in std ({{.*}}/src/foo/bar)
// RUN: split-file %s %t.nomod && rm %t.nomod/go.mod && cd %t.nomod
// RUN: not %golite-cc --stop-after=types alone/file.go 2>&1 | FileCheck %s --check-prefix=NOMOD
// RUN: not %golite-cc --stop-after=types absent/x.go 2>&1 | FileCheck %s --check-prefix=ABSENT

//CHECK:./main.go:5:2: package foo/bar is not in std ({{.*}}/src/foo/bar)
//CHECK-NEXT:./main.go:6:2: no required module provides package github.com/x/y; to add it:
//CHECK-NEXT:	go get github.com/x/y
//CHECK-NEXT:./main.go:7:2: no required module provides package m.org/m/none; to add it:
//CHECK-NEXT:	go get m.org/m/none
//CHECK-NEXT:./main.go:8:2: "./sub" is relative, but relative import paths are not supported in module mode
//CHECK-NEXT:./main.go:9:2: use of internal package internal/abi not allowed
//CHECK-NEXT:./main.go:10:2: use of internal package m.org/m/in/internal/x not allowed
//CHECK-NEXT:./main.go:11:2: import "m.org/m/prog" is a program, not an importable package
//CHECK-NEXT:./main.go:12:2: invalid import path (empty string)
//CHECK-NEXT:./main.go:13:2: invalid import path (invalid character U+0020 ' ')
//CHECK-NEXT:./main.go:14:2: cgo not supported yet
//CHECK-NEXT:./main.go:15:2: found packages a (a.go) and b (b.go) in two
//CHECK-NEXT:./main.go:16:2: no non-test Go files in tests

// NOMOD: alone/file.go:3:8: no required module provides package x.org/y: go.mod file not found
// ABSENT: open absent/x.go: no such file or directory

//--- go.mod
module m.org/m // the main module

go 1.27
//--- main.go
package main

import (
	"fmt"
	"foo/bar"
	"github.com/x/y"
	"m.org/m/none"
	"./sub"
	"internal/abi"
	"m.org/m/in/internal/x"
	"m.org/m/prog"
	""
	"a b"
	"C"
	"m.org/m/two"
	"m.org/m/tests"
	_ "m.org/m/sub"
	_ "unsafe"
)

func main() {}
//--- sub/sub.go
package sub
//--- in/internal/x/x.go
package x
//--- prog/prog.go
package main
//--- two/a.go
package a
//--- two/b.go
package b
//--- tests/a_test.go
package tests
//--- alone/file.go
package alone

import "x.org/y"
