// RUN: %golite-cc -O0 -o %t %s && %t | FileCheck %s

// Methods of types that only reflection takes out of a value are there.
package main

import "fmt"

type Person struct {
	Name string
	Age  int
}

func (p Person) String() string { return p.Name + "!" }

func main() {
	// CHECK: [Bob!] map[a:x!] q!
	fmt.Println([]Person{{"Bob", 31}}, map[string]Person{"a": {"x", 1}}, struct{ P *Person }{&Person{"q", 1}}.P)
}
