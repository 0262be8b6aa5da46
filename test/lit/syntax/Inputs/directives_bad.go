package p


var y int //go:noinline
// CHECK: .go:[[#@LINE-1]]:13: misplaced compiler directive

func f() {
	//go:noinline
	g() // CHECK: .go:[[#@LINE-1]]:4: misplaced compiler directive
}

// go:noinline is a comment.
type T int

//go:build linux
// CHECK: .go:[[#@LINE-1]]:3: misplaced compiler directive

//go:linkname a b c
// CHECK: .go:[[#@LINE-1]]:3: usage: //go:linkname localname [linkname]
