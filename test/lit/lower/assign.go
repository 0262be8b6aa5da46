// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Assignment: operands first, then checks and stores from left to right.
package p

func swap(a, b int) (int, int) {
	a, b = b, a
	return a, b
}

// CHECK-LABEL: func p.swap(
// CHECK: [[B:%[0-9]+]] = copy %b.2
// CHECK: [[A:%[0-9]+]] = copy %a.1
// CHECK: %a.1 = copy [[B]]
// CHECK: %b.2 = copy [[A]]

func index(s []int, i int) {
	i, s[i] = 1, 2
	_ = i
}

// CHECK-LABEL: func p.index(
// CHECK: [[I:%[0-9]+]] = copy %i.2
// CHECK: %i.2 = copy 1
// CHECK-NEXT: checkindex
// CHECK-NEXT: store {{%[0-9]+}}[[[I]]] = 2

type T struct{ x, y int }

func late(p *T, f func() int) {
	p.x = f()
}

// CHECK-LABEL: func p.late(
// CHECK: call *%f.2
// CHECK-NEXT: checknil %p.1
// CHECK-NEXT: store (*%p.1).x

func early(p **T, f func() int) {
	(*p).x = f()
}

// CHECK-LABEL: func p.early(
// CHECK: call *%f.2
// CHECK: [[P:%[0-9]+]] = load (*%p.1)
// CHECK: store (*[[P]]).x

func literal(n int) T {
	var t T
	t = T{n, t.x}
	return t
}

// CHECK-LABEL: func p.literal(
// CHECK: [[X:%[0-9]+]] = load %t.3.x
// CHECK-NEXT: zero %t.3
// CHECK-NEXT: store %t.3.x = %n.1
// CHECK-NEXT: store %t.3.y = [[X]]

func op(s []int, i int, f func() int) {
	s[i] += f()
}

// CHECK-LABEL: func p.op(
// CHECK: call *%f.3
// CHECK: checkindex %i.2
// CHECK: load %s.1[%i.2]
// CHECK: store %s.1[%i.2]
