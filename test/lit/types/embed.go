// go:embed: which variables may have it.
// RUN: split-file %s %t && cd %t
// RUN: not %golite-cc --stop-after=types --max-errors=0 embeds.go 2>&1 | FileCheck %s --implicit-check-not=embeds.go:
// RUN: not %golite-cc --stop-after=types none.go 2>&1 | FileCheck %s --check-prefix=NONE

// CHECK: embeds.go:5:3: go:embed cannot apply to multiple vars
// CHECK: embeds.go:8:3: go:embed cannot apply to var with initializer
// CHECK: embeds.go:15:4: go:embed cannot apply to var inside func
// NONE: none.go:3:3: go:embed requires import "embed"

//--- embeds.go
package p

import _ "embed"

//go:embed x
var a, b string

//go:embed x
var c = "y"

//go:embed x
var good string

func f() {
	//go:embed x
	var d string
	_ = d
}
//--- none.go
package p

//go:embed x
var a string
//--- x
