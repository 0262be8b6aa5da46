// RUN: %run-matrix %s

// Switches over constants: their outcome is known when they are compiled.
package main

type S string
type F float32

func main() {
	switch "a" {
	case "b":
		println("bad")
	case "a":
		println("a")
	}
	switch S("") {
	case "x":
		println("bad")
	case "":
		println("empty")
	}
	switch 1.5 {
	case 0:
		println("bad")
	case 1.5:
		println("1.5")
	}
	switch F(0) {
	case 0:
		println("zero")
	}
	switch 0 {
	case 1, 2:
		println("bad")
	case 0:
		println("0")
		fallthrough
	case 7:
		println("7")
	default:
		println("bad")
	}
	switch 2i {
	case 2i:
		println("2i")
	}
	switch true {
	case false:
		println("bad")
	default:
		println("def")
	}
	switch 'x' {
	case 1, 2, 3, 4, 5, 6:
		println("bad")
	case 'x':
		println("x")
	}
	switch any(1) {
	case 1:
		println("any")
	case "s":
		println("bad")
	}
	var p *int
	switch p {
	case nil:
		println("nil")
	}
	println(1 == 1.0, "a" == "b", S("q") == "q")
}

// OUTPUT: a
// OUTPUT: empty
// OUTPUT: 1.5
// OUTPUT: zero
// OUTPUT: 0
// OUTPUT: 7
// OUTPUT: 2i
// OUTPUT: def
// OUTPUT: x
// OUTPUT: any
// OUTPUT: nil
// OUTPUT: true false true
