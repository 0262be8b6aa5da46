// RUN: %golite-cc --emit=ast %s | FileCheck %s
// Each statement's node and place.
package p

func f() {
	x := 1 // CHECK: ASSIGN_STMT [[#@LINE]]:4 :=
	x, y = y, x // CHECK: ASSIGN_STMT [[#@LINE]]:7 =
	x &^= 2 // CHECK: ASSIGN_STMT [[#@LINE]]:4 &^=
	x++ // CHECK: INC_DEC_STMT [[#@LINE]]:3 +
	x-- // CHECK: INC_DEC_STMT [[#@LINE]]:3 -
	c <- v // CHECK: SEND_STMT [[#@LINE]]:4
	<-c // CHECK: EXPR_STMT [[#@LINE]]:2
	go f() // CHECK: GO_STMT [[#@LINE]]:2
	defer func() {}() // CHECK: DEFER_STMT [[#@LINE]]:2
	const k = iota // CHECK: DECL_STMT [[#@LINE]]:2
	// CHECK-NEXT: CONST_DECL [[#@LINE-1]]:8 iota=0
L: // CHECK: LABELED_STMT [[#@LINE]]:2
	for i := range 10 { // CHECK: RANGE_STMT [[#@LINE]]:2 define
		continue L // CHECK: BRANCH_STMT [[#@LINE]]:3 continue
	}
	for k, v = range m { // CHECK: RANGE_STMT [[#@LINE]]:2{{$}}
		break // CHECK: BRANCH_STMT [[#@LINE]]:3 break
	}
	if a {
		// CHECK: IF_STMT [[#@LINE-1]]:2
	} else if b := f(); b {
		// CHECK: else if [[#@LINE-1]]:9
		// CHECK-NEXT: init: ASSIGN_STMT
		// CHECK-NEXT: lhs
		// CHECK-NEXT: rhs
		// CHECK-NEXT: fun
		// CHECK-NEXT: cond: IDENT
	} else {
		goto L // CHECK: BRANCH_STMT [[#@LINE]]:3 goto
	}
	switch x {
	// CHECK: SWITCH_STMT [[#@LINE-1]]:2
	case 1, 2: // CHECK: CASE_CLAUSE [[#@LINE]]:2
		fallthrough // CHECK: BRANCH_STMT [[#@LINE]]:3 fallthrough
	default: // CHECK: CASE_CLAUSE [[#@LINE]]:2 default
	}
	switch t := x.(type) {
	// CHECK: TYPE_SWITCH_STMT [[#@LINE-1]]:2
	// CHECK-NEXT: name: IDENT [[#@LINE-2]]:9 t
	// CHECK-NEXT: x: IDENT [[#@LINE-3]]:14 x
	case nil, *T:
	}
	select {
	// CHECK: SELECT_STMT [[#@LINE-1]]:2
	case v, ok := <-c: // CHECK: COMM_CLAUSE [[#@LINE]]:2
	// CHECK-NEXT: comm: ASSIGN_STMT [[#@LINE-1]]:13 :=
	default: // CHECK: COMM_CLAUSE [[#@LINE]]:2 default
	}
	return x, y // CHECK: RETURN_STMT [[#@LINE]]:2
}
