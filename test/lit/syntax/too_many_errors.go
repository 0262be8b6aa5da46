// RUN: not %golite-cc --stop-after=syntax %s 2>&1 | FileCheck %s --check-prefixes=CHECK,TEN
// RUN: not %golite-cc --stop-after=syntax --max-errors=0 %s 2>&1 | FileCheck %s --check-prefixes=CHECK,ALL
// RUN: not %golite-cc --stop-after=syntax --max-errors=2 %s 2>&1 | FileCheck %s --check-prefix=TWO
package p

var a = ) // TWO: :[[#@LINE]]:9: syntax error
var b = ) ) ) // TWO-NEXT: :[[#@LINE]]:9: syntax error
// TWO-NEXT: :[[#@LINE-1]]:9: too many errors
// TWO-NOT: error
var c = )
var d = )
var e = )
var f = )
var g = )
var h = )
var i = )
var j = ) // CHECK: :[[#@LINE]]:9: syntax error
// TEN-NEXT: :[[#@LINE-1]]:9: too many errors
var k = ) // ALL-NEXT: :[[#@LINE]]:9: syntax error
// CHECK-NOT: error
