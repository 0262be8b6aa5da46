// RUN: not %golite-cc --stop-after=syntax %s 2>&1 | FileCheck %s
// Line directives change what messages say.
package p

var a = ) // CHECK: line.go:[[#@LINE]]:9: syntax error

//line /x/y.go:100
var b = ) // CHECK-NEXT: {{^}}/x/y.go:100: syntax error

//line /x/y.go:200:10
var c = ) // CHECK-NEXT: {{^}}/x/y.go:200:18: syntax error
var d = ) // CHECK-NEXT: {{^}}/x/y.go:201:9: syntax error

var e = /*line /x/z.go:5:1*/) // CHECK-NEXT: {{^}}/x/z.go:5:1: syntax error

 //line /x/w.go:1
var f = ) // CHECK-NEXT: {{^}}/x/z.go:8:9: syntax error

//line /x/w.go:bad
// CHECK-NEXT: {{^}}/x/z.go:10:16: invalid line number: bad
