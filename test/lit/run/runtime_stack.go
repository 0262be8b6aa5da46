// RUN: %run-matrix --asan %s

// runtime.Stack: the goroutine's own traceback, then those of the others; a buffer that is too short is filled.
package main

import "runtime"

// Shows text with files shortened and numbers that differ from build to build left out.
func show(text string) {
	line := ""
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '/':
			for len(line) > 0 && line[len(line)-1] != '\t' {
				line = line[:len(line)-1]
			}
		case c == ' ' && i+1 < len(text) && text[i+1] == '+':
			for text[i+1] != '\n' {
				i++
			}
		case c == '\n':
			println("|", line)
			line = ""
		default:
			line += string(c)
		}
	}
	if line != "" {
		println("|", line)
	}
}

func inner(all bool) {
	buf := make([]byte, 4096)
	show(string(buf[:runtime.Stack(buf, all)]))
}

//go:noinline
func outer(n int, all bool) { inner(all) }

//go:noinline
func wait(c chan int) { <-c }

func main() {
	runtime.GOMAXPROCS(1) // so that the others wait when their stacks are taken
	outer(1, false)
	c := make(chan int)
	go wait(c)
	go func() {
		select {}
	}()
	runtime.Gosched()
	outer(2, true)
	println(runtime.Stack(make([]byte, 10), false), runtime.Stack(nil, true))
}
