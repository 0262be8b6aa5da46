// RUN: %run-matrix %s

// What dereferences nil: pointers, fields, arrays, functions, methods of nil interfaces, and results nobody uses.
package main

type point struct{ x, y int }

func (p point) value() int    { return p.x }
func (p *point) pointer() int { return 7 }
func (p *point) reads() int   { return p.y }

type valuer interface{ value() int }

type outer struct {
	pad [5000]byte
	*point
}

type huge struct {
	pad [1 << 20]byte
	x   int
}

func try(name string, f func()) {
	defer func() {
		print(name, ": ")
		if e := recover(); e != nil {
			println(e.(error).Error())
		} else {
			println("no error")
		}
	}()
	f()
}

//go:noinline
func boxed(v valuer) valuer { return v }

var sink int
var psink *int
var (
	pi    *int
	pp    *point
	ppp   **point
	pa    *[10]int
	ps    *[]int
	pstr  *string
	pany  *any
	po    *outer
	ph    *huge
	fn    func(int) int
	iface valuer
	zero  *struct{}
)

func main() {
	try("load", func() { sink = *pi })
	try("store", func() { *pi = 1 })
	try("unused", func() { _ = *pi })
	try("increment", func() { *pi++ })
	try("field", func() { sink = pp.y })
	try("field store", func() { pp.x = 1 })
	try("field address", func() { psink = &pp.y })
	try("struct copy", func() { p := *pp; sink = p.x })
	try("struct unused", func() { _ = *pp })
	try("pointer to pointer", func() { sink = (*ppp).x })
	try("array element", func() { sink = pa[3] })
	try("array store", func() { pa[3] = 1 })
	try("array len", func() { sink = len(pa) })
	try("array range keys", func() {
		for i := range pa {
			sink = i
		}
	})
	try("array range values", func() {
		for _, v := range pa {
			sink = v
		}
	})
	try("slice of array", func() { println(len(pa[:])) })
	try("slice", func() { sink = len(*ps) })
	try("string", func() { sink = len(*pstr) })
	try("interface", func() { _ = *pany })
	try("function", func() { sink = fn(1) })
	try("deferred function", func() { defer fn(1); println("deferred") })
	try("method of interface", func() { sink = iface.value() })
	try("method value of interface", func() { f := iface.value; println("unreached", f != nil) })
	try("value method", func() { sink = pp.value() })
	try("value method value", func() { f := pp.value; println("unreached", f != nil) })
	try("pointer method", func() { sink = pp.pointer() })
	try("pointer method reads", func() { sink = pp.reads() })
	try("pointer method value", func() { f := pp.pointer; println("f", f()) })
	try("embedded of nil", func() { sink = po.x })
	try("embedded nil", func() { o := new(outer); sink = o.y })
	try("embedded nil method", func() { o := new(outer); sink = o.value() })
	try("embedded nil pointer method", func() { o := new(outer); println(o.pointer()) })
	try("large offset", func() { sink = ph.x })
	try("large offset store", func() { ph.x = 1 })
	try("large offset address", func() { psink = &ph.x })
	try("zero size", func() { _ = *zero })
	try("zero size copy", func() { x := *zero; println(x == struct{}{}) })
	try("interface conversion", func() { v := boxed(pp); println(v != nil); sink = v.value() })
}

// OUTPUT: load: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: store: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: unused: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: increment: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: field: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: field store: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: field address: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: struct copy: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: struct unused: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: pointer to pointer: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: array element: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: array store: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: array len: no error
// OUTPUT: array range keys: no error
// OUTPUT: array range values: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: slice of array: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: slice: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: string: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: interface: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: function: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: deferred
// OUTPUT: deferred function: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: method of interface: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: method value of interface: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: value method: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: value method value: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: pointer method: no error
// OUTPUT: pointer method reads: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: f 7
// OUTPUT: pointer method value: no error
// OUTPUT: embedded of nil: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: embedded nil: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: embedded nil method: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: 7
// OUTPUT: embedded nil pointer method: no error
// OUTPUT: large offset: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: large offset store: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: large offset address: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: zero size: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: zero size copy: runtime error: invalid memory address or nil pointer dereference
// OUTPUT: true
// OUTPUT: interface conversion: value method main.point.value called using nil *point pointer
