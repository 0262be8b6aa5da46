// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package main

var init = 1 // CHECK: :[[#@LINE]]:5: cannot declare init - must be func

type main struct{} // CHECK: :[[#@LINE]]:6: cannot declare main - must be func

func init()          {}
func init()          {}
func init() int      { return 1 } // CHECK: :[[#@LINE]]:6: func init must have no arguments and no return values
func init(x int)     {} // CHECK: :[[#@LINE]]:6: func init must have no arguments and no return values
func init() // CHECK: :[[#@LINE]]:6: func init must have a body
func main(a int) int { return a } // CHECK: :[[#@LINE]]:6: func main must have no arguments and no return values

func f() {
	init() // CHECK: :[[#@LINE]]:2: undefined: init
	main := 1
	_ = main
}
