// Files of a folder are chosen by name and //go:build; files named on the command line are not.
// RUN: split-file %s %t && cd %t
// RUN: %golite-cc --stop-after=types .
// RUN: %golite-cc --stop-after=types --tags=mine,extra ./tagged
// RUN: not %golite-cc --stop-after=types ./tagged 2>&1 | FileCheck %s
// RUN: not %golite-cc --stop-after=types main.go ignored.go 2>&1 | FileCheck %s --check-prefix=NAMED
// RUN: not %golite-cc --stop-after=types ./malformed 2>&1 | FileCheck %s --check-prefix=MALFORMED
// RUN: not %golite-cc --stop-after=types ./none 2>&1 | FileCheck %s --check-prefix=NONE

// CHECK: tagged/tagged.go:3:14: undefined: onlyMine
// NAMED: ignored.go:5:6: main redeclared in this block
// MALFORMED: malformed/m.go:1:{{[0-9]+}}: parsing //go:build line: missing close paren
// NONE: no non-test Go files in none

//--- go.mod
module m.org/m

go 1.27
//--- main.go
package main

func main() { onLinux(); onAmd64(); notOld() }
//--- ignored.go
//go:build ignore

package main

func main() {}
//--- x_linux.go
package main

func onLinux() {}
//--- x_windows.go
package main

func onLinux() {}
//--- x_linux_amd64.go
package main

func onAmd64() {}
//--- x_linux_arm64.go
package main

func onAmd64() {}
//--- x_test.go
package main

func onAmd64() {}
//--- _x.go
no Go at all
//--- old.go
//go:build !go1.20 || (windows && !cgo)

package main

func notOld() {}
//--- new.go
//go:build go1.20 && (unix || plan9) && !race

package main

func notOld() {}
//--- tagged/tagged.go
package tagged

var _ = 1 + (onlyMine)
//--- tagged/mine.go
//go:build mine && extra

package tagged

const onlyMine = 1
//--- malformed/m.go
//go:build (linux

package malformed
//--- none/x_plan9.go
package none
