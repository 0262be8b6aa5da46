// RUN: %golite-cc --emit-llvm -O0 -g0 -l -o - %s | FileCheck %s
package p

type Namer interface{ Name() string }

type T struct {
	n    int
	name string
}

func (t *T) Name() string { return t.name }

// Descriptors and tables of what is converted, and of nothing else.
// CHECK-DAG: @"type:*p.T" = linkonce_odr hidden constant
// CHECK-DAG: @"go:itab.*p.T,p.Namer" = linkonce_odr hidden constant {{.*}} [1 x ptr] [ptr @"p.(*T).Name"]
// CHECK-DAG: section "golite_itabs"
// CHECK-NOT: type:p.Unused
type Unused struct{ x [7]int }

func namer(t *T) Namer { return t }

func unused(u Unused) int { return u.x[0] }
