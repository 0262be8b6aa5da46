// RUN: %golite-cc --emit=ast %s | FileCheck %s
// Precedence, association and places of operators.
package p

var a = 1 + 2*3 - 4<<5&6 == 7 && b || !c
// CHECK: value: BINARY [[#@LINE-1]]:36
// CHECK-NEXT: BASIC_LIT
// The left operands come first, each operator then has its right operand.
// CHECK-NEXT: + [[#@LINE-4]]:11
// CHECK-NEXT: BINARY [[#@LINE-5]]:14
// CHECK-NEXT: BASIC_LIT {{.*}} 2
// CHECK-NEXT: * [[#@LINE-7]]:14
// CHECK-NEXT: BASIC_LIT {{.*}} 3
// CHECK-NEXT: - [[#@LINE-9]]:17
// CHECK-NEXT: BINARY [[#@LINE-10]]:23
// CHECK-NEXT: BASIC_LIT {{.*}} 4
// CHECK-NEXT: << [[#@LINE-12]]:20
// CHECK-NEXT: BASIC_LIT {{.*}} 5
// CHECK-NEXT: & [[#@LINE-14]]:23
// CHECK-NEXT: BASIC_LIT {{.*}} 6
// CHECK-NEXT: == [[#@LINE-16]]:26
// CHECK-NEXT: BASIC_LIT {{.*}} 7
// CHECK-NEXT: && [[#@LINE-18]]:31
// CHECK-NEXT: IDENT {{.*}} b
// CHECK-NEXT: {{\|\|}} [[#@LINE-20]]:36
// CHECK-NEXT: UNARY [[#@LINE-21]]:39 !

var d = x.y[1].(T)(2)[3:4:5]
// CHECK: value: SLICE [[#@LINE-1]]:22 full
// CHECK-NEXT: CALL [[#@LINE-2]]:19
// CHECK-NEXT: fun: TYPE_ASSERT [[#@LINE-3]]:15
// CHECK-NEXT: INDEX [[#@LINE-4]]:12
// CHECK-NEXT: SELECTOR [[#@LINE-5]]:10

var e <-chan chan<- (<-chan int) = make(<-chan chan int)
// CHECK: type: CHAN_TYPE [[#@LINE-1]]:7 recv
// CHECK-NEXT: elem: CHAN_TYPE [[#@LINE-2]]:14 send
// CHECK-NEXT: elem: CHAN_TYPE [[#@LINE-3]]:22 recv
// CHECK: arg: CHAN_TYPE {{.*}} recv

var f = -<-^+&*g
// CHECK: value: UNARY [[#@LINE-1]]:9 -
// CHECK-NEXT: UNARY [[#@LINE-2]]:10 <-
// CHECK-NEXT: UNARY [[#@LINE-3]]:12 ^
// CHECK-NEXT: UNARY [[#@LINE-4]]:13 +
// CHECK-NEXT: UNARY [[#@LINE-5]]:14 &
// CHECK-NEXT: STAR [[#@LINE-6]]:15

var h = (*T).m
// CHECK: value: SELECTOR [[#@LINE-1]]:13
// CHECK-NEXT: PAREN [[#@LINE-2]]:9
// CHECK-NEXT: STAR [[#@LINE-3]]:10
