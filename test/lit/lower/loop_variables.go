// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Each round of a loop has variables of its own; a copy is made only where that can be seen.
package p

func captured(use func(func() int)) {
	for i := 0; i < 3; i++ {
		use(func() int { i += 2; return i })
	}
}

// CHECK-LABEL: func p.captured(
// CHECK: memory %i.2 int
// CHECK: %i.2 = var (int) ; site [[S:[0-9]+]] variable
// CHECK: call *%use.1
// CHECK: [[LAST:%[0-9]+]] = load %i.2
// CHECK-NEXT: %i.2 = var (int) ; site [[S]] variable
// CHECK-NEXT: store %i.2 = [[LAST]]
// CHECK: + {{%[0-9]+}}, 1

func untouched(use func(func() int)) {
	for i := 0; i < 3; i++ {
		use(func() int { return i })
	}
}

// CHECK-LABEL: func p.untouched(
// CHECK-NOT: memory
// CHECK: closure (func() int) p.untouched.func1 %i.2 ;

func addressed(s []int, use func(*int)) {
	for _, v := range s {
		use(&v)
	}
}

// CHECK-LABEL: func p.addressed(
// CHECK: b3:
// CHECK: %v.8 = var (int)
// CHECK: addr %v.8
