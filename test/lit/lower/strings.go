// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Concatenation in one piece, conversions, append, slicing.
package p

func concat(a, b string) string { return a + ("x" + b) + a }

// CHECK-LABEL: func p.concat(
// CHECK: concat (string) %a.1, "x", %b.2, %a.1 ;
// CHECK-NOT: concat (
// CHECK: }

func convert(b []byte, r []rune, n rune) string { return string(b) + string(r) + string(n) }

// CHECK-LABEL: func p.convert(
// CHECK: strconv (string) %b.1 ;
// CHECK: strconv (string) %r.2 ;
// CHECK: strconv (string) %n.3 ;

func bytes(s string) []byte { return []byte(s) }

// CHECK-LABEL: func p.bytes(
// CHECK: strconv ([]uint8) %s.1 ;

func grow(s []int, t []int) []int { return append(append(s, 1, 2), t...) }

// CHECK-LABEL: func p.grow(
// CHECK: [[L:%[0-9]+]] = len (int) %s.1
// CHECK: [[G:%[0-9]+]] = grow ([]int) %s.1, 2 ; site {{[0-9]+}} append
// CHECK: store [[G]][[[L]]] = 1
// CHECK: [[N:%[0-9]+]] = len (int) %t.2
// CHECK: [[H:%[0-9]+]] = grow ([]int) [[G]], [[N]] ;
// CHECK: [[NEW:%[0-9]+]] = slice ([]int) [[H]],
// CHECK: copyelems (int) [[NEW]], %t.2

func least(a, b string) string { return min(a, b) }

// CHECK-LABEL: func p.least(
// CHECK: < %b.2, %a.1

func cut(s []int, a *[4]int) []int { return append(s[1:2:3], a[:]...) }

// CHECK-LABEL: func p.cut(
// CHECK: slice ([]int) %s.1, 1, 2, 3
// CHECK: checknil %a.2
// CHECK: slice ([]int) %a.2, _, _, _
