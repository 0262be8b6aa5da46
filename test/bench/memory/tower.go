// A recursion whose stack has 900 MB. (gc's limit of 1 GB ends programs at half of that, because its stacks double.)
package main

import "unsafe"

//go:noinline
func down(top uintptr) int {
	var a [10]int
	here := uintptr(unsafe.Pointer(&a))
	if top-here > 900000000 {
		return 1
	}
	a[here>>4%10] = 1
	return down(top) + a[here>>4%10]
}

func main() {
	var x int
	println(down(uintptr(unsafe.Pointer(&x))) > 1000000)
}
