// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Deferred calls become func() values; what they need is evaluated at the statement.
package p

func bare(f func()) {
	defer f()
}

// CHECK-LABEL: func p.bare(
// CHECK: defer %f.1 ;
// CHECK: rundefers
// CHECK: ; after recover
// CHECK: rundefers

func arguments(f func(int), n int) {
	defer f(n)
}

// CHECK-LABEL: func p.arguments(
// CHECK: [[T:%[0-9]+]] = closure (func()) p.arguments.deferwrap1 %f.1, %n.2 ;
// CHECK: defer [[T]] ;

func static(n int) {
	defer use(n, 3)
}

// CHECK-LABEL: func p.static(
// CHECK: closure (func()) p.static.deferwrap1 %n.1 ;

func use(a, b int) { recover() }

type I interface{ M(int) }

func method(i I) {
	defer i.M(1)
}

// CHECK-LABEL: func p.method(
// CHECK: checknil %i.1
// CHECK: closure (func()) p.method.deferwrap1 %i.1 ;

func results() (n int) {
	defer func() { recover(); n++ }()
	return 5
}

// CHECK-LABEL: func p.results(
// CHECK: %n.1 = var (int) ; site {{[0-9]+}} result
// CHECK: store %n.1 = 5
// CHECK: rundefers
// CHECK: [[N:%[0-9]+]] = load %n.1
// CHECK: return [[N]]
// CHECK: ; after recover
// CHECK: rundefers
// CHECK: load %n.1

func builtin(n int) {
	defer println("x", n)
}

func recovering() {
	defer recover()
}

// CHECK-LABEL: func p.recovering() defer recover {
// CHECK: [[T:%[0-9]+]] = recover
// CHECK: closure (func()) p.recovering.deferwrap1 [[T]]
// CHECK-LABEL: func p.arguments.deferwrap1() captures (%1 func(int), %2 int) wrapper recover forwards {
// CHECK: checknil %1
// CHECK: call *%1 %2
// CHECK-LABEL: func p.static.deferwrap1() captures (%1 int) wrapper recover {
// CHECK: call p.use %1, 3
// CHECK-LABEL: func p.method.deferwrap1() captures (%1 p.I) wrapper recover forwards {
// CHECK-NOT: checknil
// CHECK: call %1.M 1
// CHECK-LABEL: func p.builtin.deferwrap1() captures (%1 int) wrapper {
// CHECK: println "x", %1
// CHECK-LABEL: func p.recovering.deferwrap1() captures (%1 unsafe.Pointer) wrapper {
// CHECK: recover %1
