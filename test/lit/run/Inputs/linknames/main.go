package main

import (
	"linknames/a"
	"linknames/b"
)

func main() {
	println(a.Pushed("pushed", 1)) // OUTPUT: pushed! 2
	b.Test()
	// OUTPUT: hel true marked
	// OUTPUT: 7 7 T
	// OUTPUT: 41
	// OUTPUT: 7
	// OUTPUT: 8
}
