// --explain: verdict, size, source lines with carets, what edit would change it; a regular expression chooses.
// RUN: %golite-cc --explain -l %s 2>&1 | FileCheck --match-full-lines --strict-whitespace %s
// RUN: %golite-cc --explain='explain.go:2[0-9]: make' -l %s 2>&1 | FileCheck --check-prefix=SOME --implicit-check-not=moved %s
package p

var last *int

//go:noinline
func sink(p *int) { last = p }

func keep() {
	x := 1
	sink(&x)
}

func clean() int {
	y := new(int)
	return *y
}

func maybe(n int) int {
	s := make([]int, n)
	return len(s)
}

//      CHECK:{{.*}}explain.go:12:2: moved to heap: x
// CHECK-NEXT:     12 | 	x := 1
// CHECK-NEXT:        | 	^
// CHECK-NEXT:  on the heap (8 bytes): it is stored in a package variable
// CHECK-NEXT:{{.*}}explain.go:13:6:   `&x` is passed to `sink`
// CHECK-NEXT:     13 | 	sink(&x)
// CHECK-NEXT:        | 	    ^
// CHECK-NEXT:{{.*}}explain.go:9:26:   `p` is stored in the package variable `last`
// CHECK-NEXT:      9 | func sink(p *int) { last = p }
// CHECK-NEXT:        |                          ^
// CHECK-NEXT:  to change that: store a copy of the value, or do not keep it in a package variable
// CHECK-NEXT:{{.*}}explain.go:17:10: new(int) does not escape
// CHECK-NEXT:     17 | 	y := new(int)
// CHECK-NEXT:        | 	        ^
// CHECK-NEXT:  in the frame (8 bytes)
// CHECK-NEXT:{{.*}}explain.go:22:11: make([]int, n) does not escape
// CHECK-NEXT:     22 | 	s := make([]int, n)
// CHECK-NEXT:        | 	         ^
// CHECK-NEXT:  in the frame up to 64 bytes, else on the heap

// SOME: make([]int, n) does not escape
