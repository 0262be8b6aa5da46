// Which files go:embed takes, what it refuses, and that a cached package is compiled again when its files have changed.
// RUN: split-file %s %t && cd %t && ln -sf a.txt link && mkdir -p bad/d && touch 'bad/d/x:y'
// RUN: not %golite-cc --stop-after=lower --max-errors=0 patterns.go 2>&1 | FileCheck %s --implicit-check-not=patterns.go:
// RUN: not %golite-cc --stop-after=types quotes.go 2>&1 | FileCheck %s --check-prefix=QUOTES --implicit-check-not=quotes.go:
// RUN: not %golite-cc --stop-after=lower types.go 2>&1 | FileCheck %s --check-prefix=TYPES --implicit-check-not=types.go:
// RUN: cd app && %golite-cc --cache %t/cache -o %t/p . && %t/p 2>&1 | FileCheck %s --check-prefix=FIRST
// RUN: echo second > %t/dep/text && %golite-cc --cache %t/cache -o %t/p . && %t/p 2>&1 | FileCheck %s --check-prefix=SECOND
// RUN: %golite-cc test --cache %t/cache . | FileCheck %s --check-prefix=TESTED

// CHECK: patterns.go:5:12: pattern nothing: no matching files found
// CHECK: patterns.go:8:12: pattern ../patterns.go: invalid pattern syntax
// CHECK: patterns.go:8:27: pattern [: invalid pattern syntax
// CHECK: patterns.go:8:37: pattern link: cannot embed irregular file link
// CHECK: patterns.go:11:12: pattern app/main.go: cannot embed file app/main.go: in different module
// CHECK: patterns.go:12:12: pattern *: cannot embed directory app: in different module
// CHECK: patterns.go:12:14: pattern bad: cannot embed file bad/d/x:y: invalid name x:y
// CHECK: patterns.go:15:12: pattern hidden: cannot embed directory hidden: contains no embeddable files
// QUOTES: quotes.go:5:3: invalid quoted string in //go:embed: "a.txt
// QUOTES: quotes.go:5:3: usage: //go:embed pattern...
// QUOTES: quotes.go:8:3: usage: //go:embed pattern...
// QUOTES: quotes.go:11:3: invalid quoted string in //go:embed: x
// QUOTES: quotes.go:11:3: usage: //go:embed pattern...
// TYPES: types.go:8:5: go:embed cannot apply to var of type int
// TYPES: types.go:11:5: go:embed cannot apply to var of type notFS
// TYPES: types.go:14:5: invalid go:embed: multiple files for type []byte
// FIRST: first
// SECOND: second
// TESTED: ok {{.*}}m

//--- patterns.go
package p

import "embed"

//go:embed nothing
var a string

//go:embed ../patterns.go "[" a.txt link
var b embed.FS

//go:embed app/main.go
//go:embed * bad
var c embed.FS

//go:embed hidden
var d embed.FS
//--- quotes.go
package p

import _ "embed"

//go:embed "a.txt
var a string

//go:embed
var b string

//go:embed "a.txt"x
var c string
//--- types.go
package p

import "embed"

type notFS embed.FS

//go:embed a.txt
var a int

//go:embed a.txt
var b notFS

//go:embed types.go a.txt
var c []byte

//go:embed "a.txt" `types.go`
var good embed.FS
//--- a.txt
a
//--- hidden/.x
x
//--- app/go.mod
module m

go 1.27

require dep v1.0.0

replace dep v1.0.0 => ../dep
//--- app/main.go
package main

import "dep"

func main() { print(dep.Text) }
//--- app/main_test.go
package main

import (
	_ "embed"
	"testing"
)

//go:embed go.mod
var mod string

func TestEmbed(t *testing.T) {
	if mod[:8] != "module m" {
		t.Fatal(mod)
	}
}
//--- dep/go.mod
module dep

go 1.27
//--- dep/dep.go
package dep

import _ "embed"

//go:embed text
var Text string
//--- dep/text
first
