// RUN: %run-matrix %s
// RUN: %golite-cc -o %t %s && llvm-nm %t | FileCheck --check-prefix=NAMES %s

// What only the signature of a method mentions stays when an assertion may compare it, and goes when no interface of
// the program has such a method.
package main

import "fmt"

type onlyMentioned struct{ name string }
type asked struct{ n int }
type askedInVain struct{ n int }

type T struct{ n int }

func (t T) Mentions(o onlyMentioned) string { return o.name }
func (t T) Asked(a *asked) []*asked         { return []*asked{a} }
func (t T) AskedInVain(a *askedInVain) bool { return a != nil }

//go:noinline
func hide(v any) any { return v }

func main() {
	v := hide(T{3})
	_, isAsked := v.(interface{ Asked(*asked) []*asked })
	_, isOther := v.(interface{ Asked(*asked) *asked })
	_, isVain := v.(interface{ AskedInVain(askedInVain) bool })
	fmt.Println(isAsked, isOther, isVain)
	switch hide(&T{4}).(type) {
	case fmt.Stringer:
		fmt.Println("stringer")
	case interface{ AskedInVain(*askedInVain) bool }:
		fmt.Println("asked in vain, found")
	}
	fmt.Printf("%T %v\n", v, v)
}

// OUTPUT: true false false
// OUTPUT: asked in vain, found
// OUTPUT: main.T {3}

// NAMES-DAG: type:func(*main.asked) []*main.asked
// NAMES-DAG: type:main.T
// NAMES-NOT: main.onlyMentioned
