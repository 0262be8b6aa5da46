// Notes say where things are declared and what a misspelt name may mean; gc's text stands first.
// RUN: not %golite-cc --stop-after=types --max-errors=0 --diagnostics=full %s 2>&1 | FileCheck %s
// RUN: not %golite-cc --stop-after=types --max-errors=0 %s 2>&1 | FileCheck --check-prefix=BRIEF %s
// BRIEF-NOT: note:
package p

import "unsafe"

type reader interface {
	read(p []byte) (n int, err error)
	close()
}

type file struct {
	name   string
	offset int64
	inner
}

type inner struct{ depth int }

func (f *file) read(p []byte) int { return 0 }
func (f *file) close()            {}

func open(path string, flags int) *file { return nil }

func g(count int) {
	// CHECK: {{^}}[[NAME:.*notes.go]]:[[#@LINE+6]]:17: cannot use &file{} (value of type *file) as reader value in variable declaration: *file does not implement reader (wrong type for method read)
	// CHECK-NEXT: have read([]byte) int
	// CHECK-NEXT: want read([]byte) (int, error)
	// CHECK: [[NAME]]:10:2: note: reader requires method read([]byte) (int, error)
	// CHECK: ^~~~
	// CHECK: [[NAME]]:22:16: note: read declared here
	var r reader = &file{}
	// CHECK: (missing method Error)
	// CHECK: {{^}}note: error requires method Error() string
	var e error = file{}
	// CHECK: (missing method m)
	// CHECK: [[NAME]]:[[#@LINE+2]]:19: note: method m() is required here
	// CHECK-NOT: note:
	var i interface{ m() } = f0
	// CHECK: not enough arguments in call to open
	// CHECK-NEXT: have (string)
	// CHECK-NEXT: want (string, int)
	// CHECK: [[NAME]]:25:6: note: open declared here
	f := open("x")
	// CHECK: cannot use 1 (untyped int constant) as string value in argument to open
	// CHECK: [[NAME]]:25:6: note: open declared here
	open(1, 2)
	// CHECK: too many arguments in call to r.close
	// CHECK: [[NAME]]:11:2: note: close declared here
	r.close(1)
	// CHECK: assignment mismatch: 1 variable but two returns 2 values
	// CHECK: [[NAME]]:{{[0-9]+}}:6: note: two declared here
	_ = two()
	// CHECK: f.nmae undefined
	// CHECK: [[NAME]]:15:2: note: did you mean name?
	_ = f.nmae
	// CHECK: f.dept undefined
	// CHECK: [[NAME]]:20:20: note: did you mean depth?
	_ = f.dept
	// CHECK: f.cloze undefined
	// CHECK: [[NAME]]:23:16: note: did you mean close?
	f.cloze()
	// CHECK: unknown field ofset in struct literal of type file
	// CHECK: [[NAME]]:16:2: note: did you mean offset?
	_ = file{ofset: 1}
	// CHECK: undefined: cuont
	// CHECK: [[NAME]]:27:8: note: did you mean count?
	println(cuont)
	// CHECK: undefined: strnig
	// CHECK: {{^}}note: did you mean string?
	var s strnig
	// A name that is only in scope as a value is no type.
	// CHECK: undefined: cound
	// CHECK-NOT: did you mean
	// CHECK: undefined: fmt
	// CHECK: {{^}}note: did you mean to import "fmt"?
	var _ cound
	fmt.Print(r, e, s, i)
	// Without a selector behind it, and for a local name of another case, nothing is said of packages.
	// CHECK: undefined: sort
	// CHECK-NOT: note:
	// CHECK: undefined: unsafe.Pionter
	// CHECK: {{^}}note: did you mean Pointer?
	println(sort)
	_ = unsafe.Pionter(nil)
	// Nothing is like it.
	// CHECK: undefined: xyzzyx
	// CHECK-NOT: note:
	// CHECK: undefined: ab
	// CHECK-NOT: note:
	// CHECK: open redeclared in this block
	// CHECK: [[NAME]]:25:6: note: other declaration of open
	println(xyzzyx)
	println(ab)
}

var f0 file

func open(ac int) {}

func two() (int, int) { return 1, 2 }

// CHECK: invalid recursive type a1
// CHECK: [[NAME]]:[[#@LINE+3]]:6: note: a1 refers to b1
// CHECK: [[NAME]]:[[#@LINE+3]]:6: note: b1 refers to a1
// BRIEF: {{^}}	{{.*}}notes.go:[[#@LINE+1]]:6: a1 refers to b1
type a1 struct{ b b1 }
type b1 struct{ a a1 }
