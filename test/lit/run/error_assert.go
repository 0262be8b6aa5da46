// RUN: %run-matrix %s

// The texts of failed type assertions, to concrete types and to interfaces.
package main

type I interface{ M() }
type J interface {
	M()
	N(int) string
}
type TM struct{}

func (TM) M() {}

type PM struct{ x int }

func (*PM) M() {}

type unexported interface{ m() }
type S []int
type F func(int) (string, error)
type E struct {
	a int
	b string
}

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		} else {
			println("no error")
		}
	}()
	f()
}

var sink any

func main() {
	var e any
	var i I
	try(func() { sink = e.(int) })
	try(func() { sink = e.(I) })
	try(func() { sink = e.(error) })
	try(func() { sink = e.(any) })
	try(func() { sink = i.(TM) })
	try(func() { sink = i.(*PM) })
	try(func() { sink = i.(J) })
	try(func() { sink = i.(I) })
	e = "text"
	try(func() { sink = e.(int) })
	try(func() { sink = e.([]byte) })
	try(func() { sink = e.(error) })
	try(func() { sink = e.(string) })
	e = 5
	try(func() { sink = e.(string) })
	try(func() { sink = e.(int64) })
	try(func() { sink = e.(I) })
	try(func() { sink = e.(struct{ x int }) })
	try(func() { sink = e.(map[string][]int) })
	try(func() { sink = e.(func(int, ...string) error) })
	try(func() { sink = e.(chan<- int) })
	try(func() { sink = e.([3]*int) })
	try(func() { sink = e.(interface{ m() }) })
	try(func() { sink = e.(unexported) })
	e = S{1}
	try(func() { sink = e.([]int) })
	e = F(nil)
	try(func() { sink = e.(func()) })
	e = E{}
	try(func() { sink = e.(*E) })
	e = &E{}
	try(func() { sink = e.(E) })
	e = PM{}
	try(func() { sink = e.(I) })
	e = struct {
		X int `tag:"v"`
		y *E
	}{}
	try(func() { sink = e.(int) })
	i = TM{}
	try(func() { sink = i.(*PM) })
	try(func() { sink = i.(J) })
	try(func() { sink = i.(TM) })
	i = &PM{}
	try(func() { sink = i.(TM) })
	type local struct{}
	e = local{}
	try(func() { sink = e.(int) })
	e = 'r'
	try(func() { sink = e.(byte) })
	e = 1.5
	try(func() { sink = e.(float32) })
	e = 2i
	try(func() { sink = e.(complex64) })
	v, ok := e.(int)
	println(v, ok)
	_, ok = e.(I)
	println(ok)
	var err error
	try(func() { sink = err.(I) })
	try(func() { println(err.Error()) })
}

// OUTPUT: interface conversion: interface {} is nil, not int
// OUTPUT: interface conversion: interface is nil, not main.I
// OUTPUT: interface conversion: interface is nil, not error
// OUTPUT: interface conversion: interface is nil, not interface {}
// OUTPUT: interface conversion: main.I is nil, not main.TM
// OUTPUT: interface conversion: main.I is nil, not *main.PM
// OUTPUT: interface conversion: interface is nil, not main.J
// OUTPUT: interface conversion: interface is nil, not main.I
// OUTPUT: interface conversion: interface {} is string, not int
// OUTPUT: interface conversion: interface {} is string, not []uint8
// OUTPUT: interface conversion: string is not error: missing method Error
// OUTPUT: no error
// OUTPUT: interface conversion: interface {} is int, not string
// OUTPUT: interface conversion: interface {} is int, not int64
// OUTPUT: interface conversion: int is not main.I: missing method M
// OUTPUT: interface conversion: interface {} is int, not struct { x int }
// OUTPUT: interface conversion: interface {} is int, not map[string][]int
// OUTPUT: interface conversion: interface {} is int, not func(int, ...string) error
// OUTPUT: interface conversion: interface {} is int, not chan<- int
// OUTPUT: interface conversion: interface {} is int, not [3]*int
// OUTPUT: interface conversion: int is not interface { main.m() }: missing method m
// OUTPUT: interface conversion: int is not main.unexported: missing method m
// OUTPUT: interface conversion: interface {} is main.S, not []int
// OUTPUT: interface conversion: interface {} is main.F, not func()
// OUTPUT: interface conversion: interface {} is main.E, not *main.E
// OUTPUT: interface conversion: interface {} is *main.E, not main.E
// OUTPUT: interface conversion: main.PM is not main.I: missing method M
// OUTPUT: interface conversion: interface {} is struct { X int "tag:\"v\""; y *main.E }, not int
// OUTPUT: interface conversion: main.I is main.TM, not *main.PM
// OUTPUT: interface conversion: main.TM is not main.J: missing method N
// OUTPUT: no error
// OUTPUT: interface conversion: main.I is *main.PM, not main.TM
// OUTPUT: interface conversion: interface {} is main.local, not int
// OUTPUT: interface conversion: interface {} is int32, not uint8
// OUTPUT: interface conversion: interface {} is float64, not float32
// OUTPUT: interface conversion: interface {} is complex128, not complex64
// OUTPUT: 0 false
// OUTPUT: false
// OUTPUT: interface conversion: interface is nil, not main.I
// OUTPUT: runtime error: invalid memory address or nil pointer dereference
