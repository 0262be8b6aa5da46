// RUN: %golite-cc --emit-llvm -O0 -g0 -l -o - %s | FileCheck %s
package p

type Big struct{ a, b, c, d, e int }

// Small values are flattened, results come in registers.
// CHECK-LABEL: define hidden swiftcc { ptr, i64, ptr, ptr } @p.small(
// CHECK-SAME: ptr %s, i64 %s{{[0-9]*}}, i1 zeroext %b, i8 signext %c
func small(s string, b bool, c int8) (string, error) {
	if b {
		return s, nil
	}
	return s[c:], nil
}

// Big ones go by the address of a copy, big results to the caller's buffer; never sret.
// CHECK-LABEL: define hidden swiftcc void @p.big(
// CHECK-SAME: ptr noalias nonnull writable{{.*}}align 8{{.*}}dereferenceable(40) %0, ptr noalias nonnull
// CHECK-NOT: sret
func big(x Big) Big {
	x.a++
	return x
}

// The closure record comes last.
// CHECK-LABEL: define hidden swiftcc i64 @p.add.func1(i64 %{{[a-z]*}}, ptr nest %closure)
func add(n int) func(int) int {
	return func(m int) int { return n + m }
}
