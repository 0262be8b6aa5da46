// reflect.Select says whether something was received: never of a send, though it waited until another goroutine took the value.
// RUN: %run-matrix %s
package main

import (
	"fmt"
	"reflect"
	"runtime"
)

func choose(dir reflect.SelectDir, c chan int, v reflect.Value) {
	_, got, ok := reflect.Select([]reflect.SelectCase{{Dir: dir, Chan: reflect.ValueOf(c), Send: v}})
	fmt.Println(dir, got, ok)
}

func main() {
	runtime.GOMAXPROCS(1) // the other goroutine runs when this one waits
	c, done := make(chan int), make(chan int)
	one := reflect.ValueOf(1)

	go func() { done <- <-c }()
	choose(reflect.SelectSend, c, one)
	fmt.Println(<-done)
	go func() { c <- 2 }()
	choose(reflect.SelectRecv, c, reflect.Value{})
	go close(c)
	choose(reflect.SelectRecv, c, reflect.Value{})

	c = make(chan int, 1)
	choose(reflect.SelectSend, c, one)
	choose(reflect.SelectRecv, c, reflect.Value{})
	defer func() { fmt.Println(recover()) }()
	close(c)
	choose(reflect.SelectSend, c, one)
}
