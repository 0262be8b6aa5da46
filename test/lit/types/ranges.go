// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type S []string
type PA *[3]int

func seq0(yield func() bool)                   {}
func seq1(yield func(int) bool)                {}
func seq2(yield func(int, string) bool)        {}
func seq3(yield func(a, b, c int) bool)        {}
func bad1(yield func(int))                     {}
func bad2(yield func(int) bool) int            { return 0 }
func bad3()                                    {}

func f(s S, m map[string]int, ch chan int, send chan<- int, arr [3]int, pa *[3]int, str string, n int8, x any) {
	for range s {
	}
	for i := range s {
		var _ int = i
	}
	for i, v := range s { // CHECK: :[[#@LINE]]:6: declared and not used: i
		var _ string = v
		i = 1
	}
	for k, v := range m {
		k, v = v, k // CHECK: :[[#@LINE]]:10: cannot use v (variable of type int) as string value in multiple assignment
// CHECK: :[[#@LINE-1]]:13: cannot use k (variable of type string) as int value in multiple assignment
	}
	for v := range ch {
		_ = v + 1
	}
	for v, w := range ch { // CHECK: :[[#@LINE]]:9: range over ch (variable of type chan int) permits only one iteration variable
		_, _ = v, w
	}
	for range send { // CHECK: :[[#@LINE]]:12: cannot range over send (variable of type chan<- int): receive from send-only channel chan<- int
	}
	for i, b := range arr {
		_, _ = i, b
	}
	for i := range pa {
		_ = i
	}
	for i, r := range str {
		var _ rune = r
		_ = i
	}
	for i := range 10 {
		var _ int = i
	}
	for i := range n {
		var _ int8 = i
	}
	for i, j := range 10 { // CHECK: :[[#@LINE]]:9: range over 10 (untyped int constant) permits only one iteration variable
		_, _ = i, j
	}
	for range 1.5 { // CHECK: :[[#@LINE]]:12: cannot range over 1.5 (untyped float constant)
	}
	for range x { // CHECK: :[[#@LINE]]:12: cannot range over x (variable of interface type any)
	}
	for range nil { // CHECK: :[[#@LINE]]:12: cannot range over nil
	}
	var b byte // CHECK: :[[#@LINE]]:6: declared and not used: b
	for b = range 300 { // CHECK: :[[#@LINE]]:16: cannot use 300 (untyped int constant) as byte value in range clause (overflows)
	}
	for b = range n { // CHECK: :[[#@LINE]]:16: cannot use n (variable of type int8) as byte value in range clause
	}
	var p string // CHECK: :[[#@LINE]]:6: declared and not used: p
	for p, b = range str { // CHECK: :[[#@LINE]]:6: cannot use p (value of type int) as string value in assignment
// CHECK: :[[#@LINE-1]]:9: cannot use b (value of type rune) as byte value in assignment
	}
	for _ := range s { // CHECK: :[[#@LINE]]:2: no new variables on left side of :=
	}
	for _, _ = range s {
	}
	for range seq0 {
	}
	for i := range seq0 { // CHECK: :[[#@LINE]]:6: range over seq0 (value of type func(yield func() bool)) permits no iteration variables
	}
	for i := range seq1 {
		var _ string = i // CHECK: :[[#@LINE]]:18: cannot use i (variable of type int) as string value in variable declaration
	}
	for i, s := range seq2 {
		_, _ = i, s
	}
	for range seq3 { // CHECK: :[[#@LINE]]:12: cannot range over seq3 (value of type func(yield func(a int, b int, c int) bool)): func must be func(yield func(...) bool): yield func has too many parameters
	}
	for range bad1 { // CHECK: :[[#@LINE]]:12: cannot range over bad1 (value of type func(yield func(int))): func must be func(yield func(...) bool): yield func does not return bool
	}
	for range bad2 { // CHECK: :[[#@LINE]]:12: cannot range over bad2 (value of type func(yield func(int) bool) int): func must be func(yield func(...) bool): unexpected results
	}
	for range bad3 { // CHECK: :[[#@LINE]]:12: cannot range over bad3 (value of type func()): func must be func(yield func(...) bool): wrong argument count
	}
	for i, i := range s { // CHECK: :[[#@LINE]]:6: declared and not used: i
// CHECK: :[[#@LINE-1]]:9: i redeclared in this block
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:6: other declaration of i
	}
	for x.y = range s { // CHECK: :[[#@LINE]]:8: x.y undefined (type any has no field or method y)
	}
}
