// RUN: %golite-cc --emit=ast %s | FileCheck %s
// RUN: not %golite-cc --stop-after=syntax %S/Inputs/directives_bad.go 2>&1 | FileCheck %S/Inputs/directives_bad.go --implicit-check-not=.go:

//go:build linux && go1.25

// CHECK: package p
package p

// CHECK-NEXT: version go1.25
// CHECK-NEXT: linkname [[#@LINE+3]]:3 a b.c
// CHECK-NEXT: linkname [[#@LINE+3]]:3 d

//go:linkname a b.c
//go:linknamestd d

import _ "unsafe"

// CHECK: FUNC_DECL [[#@LINE+4]]:6 pragma=0x1{{$}}

// A comment may stand between.
//go:noinline
func f() {}

// CHECK: FUNC_DECL [[#@LINE+4]]:6 pragma=0x46{{$}}

//go:noescape
//go:nosplit
func g()

// CHECK: FUNC_DECL [[#@LINE+2]]:6{{$}}

func h() {}
