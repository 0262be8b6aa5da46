// RUN: %run-matrix --asan %s

// recover works in a function called by a deferred call's machinery, whatever wrapper lies between, and nowhere else.
package main

type inner struct{ name string }

func (i inner) ByValue()    { show("value "+i.name, recover()) }
func (i *inner) ByPointer() { show("pointer "+i.name, recover()) }

type outer struct {
	pad int
	inner
}

type outerPtr struct {
	pad int
	*inner
}

type both interface {
	ByValue()
	ByPointer()
}

type word struct{ p *int }

func (w word) Direct() { show("direct", recover()) }

type director interface{ Direct() }

func show(what string, v any) {
	if v == nil {
		println(what, "nothing")
		return
	}
	println(what, v.(string))
}

func plain()             { show("plain", recover()) }
func withArgs(a, b string) { show(a+b, recover()) }
func nested()            { helper() }
func helper()            { show("helper", recover()) }

func try(f func()) {
	defer func() {
		if v := recover(); v != nil {
			println("left over:", v.(string))
		}
	}()
	f()
}

func main() {
	try(func() { defer plain(); panic("1") })
	try(func() { defer withArgs("with ", "args"); panic("2") })
	o := outer{inner: inner{"o"}}
	try(func() { defer o.ByValue(); panic("3") })
	try(func() { defer o.ByPointer(); panic("4") })
	p := &outerPtr{inner: &inner{"p"}}
	try(func() { defer p.ByValue(); panic("5") })
	try(func() { defer p.ByPointer(); panic("6") })
	var b both = p
	try(func() { defer b.ByValue(); panic("7") })
	b = &o
	try(func() { defer b.ByPointer(); panic("8") })
	f := o.ByValue
	try(func() { defer f(); panic("9") })
	g := b.ByPointer
	try(func() { defer g(); panic("10") })
	try(func() { defer outer.ByValue(o); panic("11") })
	try(func() { defer (*outer).ByPointer(&o); panic("12") })
	h := both.ByValue
	try(func() { defer h(b); panic("13") })
	n := 1
	var d director = word{&n}
	try(func() { defer d.Direct(); panic("14") })
	try(func() { defer nested(); panic("15") })
	try(func() { defer recover(); panic("16") })
	try(func() { defer func() { defer plain() }(); panic("17") })
	try(func() { defer func() { func() { recover() }() }(); panic("18") })
	try(func() {
		for i := 0; i < 3; i++ {
			defer func() {
				if v := recover(); v != nil {
					println("loop", i)
				}
			}()
		}
		panic("19")
	})
	try(func() {
		defer plain()
		defer panic("20b")
		panic("20a")
	})
	try(func() { defer plain() })
}

// OUTPUT: plain 1
// OUTPUT: with args 2
// OUTPUT: value o 3
// OUTPUT: pointer o 4
// OUTPUT: value p 5
// OUTPUT: pointer p 6
// OUTPUT: value p 7
// OUTPUT: pointer o 8
// OUTPUT: value o 9
// OUTPUT: pointer o 10
// OUTPUT: value o 11
// OUTPUT: pointer o 12
// OUTPUT: value o 13
// OUTPUT: direct 14
// OUTPUT: helper nothing
// OUTPUT: left over: 15
// OUTPUT: left over: 16
// OUTPUT: plain nothing
// OUTPUT: left over: 17
// OUTPUT: left over: 18
// OUTPUT: loop 2
// OUTPUT: plain 20b
// OUTPUT: plain nothing
