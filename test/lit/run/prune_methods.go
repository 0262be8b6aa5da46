// RUN: %run-matrix %s
// Methods that are reached through interfaces, assertions at run time, method values and reflection
// stay in the program, whatever the step before the link drops.

package main

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"text/template"
)

type temp float64

func (t temp) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

type custom struct{ n int }

func (c *custom) Format(f fmt.State, verb rune) { fmt.Fprintf(f, "<%c:%d>", verb, c.n) }

type goer struct{}

func (goer) GoString() string { return "goer!" }

type myErr struct{ code int }

func (e myErr) Error() string        { return fmt.Sprint("code ", e.code) }
func (e myErr) Is(target error) bool { return target == io.EOF }
func (e myErr) Unwrap() error        { return io.ErrUnexpectedEOF }

// Embedded interfaces, promoted methods, run-time assertions.
type walker interface{ Walk() string }
type talker interface{ Talk() string }
type both interface {
	walker
	talker
}
type dog struct{ name string }

func (d dog) Walk() string   { return d.name + " walks" }
func (d *dog) Talk() string  { return d.name + " talks" }
func (d dog) unseen() string { return d.name + " unseen" }

type wrapped struct {
	walker
	*dog2
}
type dog2 struct{ dog }

func (d *dog2) Run() string { return "run " + d.name }

type hidden interface{ unseen() string }

// Only reflect calls these.
type svc struct{ base int }

func (s svc) Add(a, b int) int           { return s.base + a + b }
func (s *svc) Greet(who string) string   { return "hi " + who }
func (s svc) Never() string              { return "never" }
func (s svc) Fields() map[string]int     { return map[string]int{"base": s.base} }
func (s svc) Hello(who ...string) string { return "hello " + strings.Join(who, "+") }

//go:noinline
func hide(v any) any { return v }

func main() {
	fmt.Println(temp(21.5), []temp{1, 2}, map[string]temp{"a": 3})
	fmt.Printf("%v %d %s\n", &custom{4}, &custom{5}, []any{&custom{6}})
	fmt.Printf("%#v\n", goer{})
	var e error = myErr{7}
	fmt.Println(e, errors.Is(e, io.EOF), errors.Is(e, io.ErrUnexpectedEOF), errors.Unwrap(e))
	var target myErr
	fmt.Println(errors.As(fmt.Errorf("wrapped: %w", e), &target), target.code)

	v := hide(&dog{"rex"})
	if b, ok := v.(both); ok {
		fmt.Println(b.Walk(), b.Talk())
		f, g := b.Walk, both.Talk
		fmt.Println(f(), g(b))
		done := make(chan string)
		go func(w walker) { done <- w.Walk() }(b)
		fmt.Println(<-done)
		defer fmt.Println("deferred")
	}
	fmt.Println(hide(dog{"a"}).(hidden).unseen())
	_, ok := hide(dog{"b"}).(talker)
	fmt.Println("dog talks:", ok)
	w := wrapped{dog{"x"}, &dog2{dog{"y"}}}
	r := hide(w).(interface{ Run() string })
	fmt.Println(r.Run(), hide(w).(talker).Talk())
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(hide(w).(walker).Walk())
		_ = hide(svc{}).(talker)
	}()

	s := &svc{10}
	rv := reflect.ValueOf(s)
	fmt.Println(rv.NumMethod(), rv.MethodByName("Add").Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(2)})[0])
	for i := range rv.NumMethod() {
		fmt.Println(rv.Type().Method(i).Name, rv.Type().Method(i).Type, rv.Method(i).Type())
	}
	m, _ := rv.Type().MethodByName("Greet")
	fmt.Println(m.Func.Call([]reflect.Value{rv, reflect.ValueOf("bob")})[0])
	add := rv.Method(0).Interface().(func(int, int) int)
	fmt.Println(add(3, 4))
	t := template.Must(template.New("t").Parse("{{.Add 1 5}} {{.Greet \"al\"}} {{.Fields.base}} {{.Hello \"a\" \"b\"}}\n"))
	var sb strings.Builder
	if err := t.Execute(&sb, s); err != nil {
		fmt.Println(err)
	}
	fmt.Print(sb.String())
}
