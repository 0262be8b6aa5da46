// The pointer to a struct type without a name has the promoted methods when reflect makes it, too.

// RUN: %run-matrix %s
package main

import (
	"fmt"
	"reflect"
)

type name struct{ text string }

func (n *name) String() string { return "name " + n.text }

type sized interface{ Size() int }

type box struct{ n int }

func (b box) Size() int { return b.n }

func main() {
	var embeds struct {
		name
		sized
	}
	embeds.text, embeds.sized = "a", box{3}
	p := reflect.New(reflect.TypeOf(embeds))
	p.Elem().Set(reflect.ValueOf(embeds))
	s, isStringer := p.Interface().(fmt.Stringer)
	fmt.Println(isStringer, s.String(), p.Interface().(sized).Size())

	var plain struct{ name name }
	_, isStringer = reflect.New(reflect.TypeOf(plain)).Interface().(fmt.Stringer)
	fmt.Println(isStringer)
	fmt.Println(reflect.PointerTo(reflect.TypeOf(struct{ *box }{})).NumMethod(), reflect.PointerTo(reflect.TypeOf(plain)).NumMethod())
}

// OUTPUT: true name a 3
// OUTPUT: false
// OUTPUT: 1 0
