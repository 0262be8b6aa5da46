// Calls by reflect with arguments in all registers and on the stack, results of all sorts, func values that reflect makes.
// RUN: %run-matrix %s
package main

import (
	"fmt"
	"reflect"
)

type S struct {
	a int8
	b float32
	c string
}
type Big struct {
	a, b, c, d, e int
	s             string
}
type T struct{ n int }

func (t T) Add(x int, f float64) (int, float64, string) { return t.n + x, f * 2, fmt.Sprint(t.n) }
func (t *T) Set(b Big) Big                              { t.n = b.e; b.a = 99; return b }

type I interface {
	Add(int, float64) (int, float64, string)
}

func many(a int, b int8, c S, d []int, e any, f float64, g string, h bool, i uint16, j Big, k complex128, l float32, m [3]int16, z struct{}, n int64, o, p, q, r, s, t2, u float64) (int, S, error) {
	return a + int(b) + int(c.a) + d[1] + e.(int) + int(f) + len(g) + int(i) + j.e + int(real(k)) + int(l) + int(m[2]) + int(n) + int(o+p+q+r+s+t2+u), S{-5, 2.5, c.c + g}, fmt.Errorf("e%v", h)
}
func small(a, b int16, f float32) (int16, float32, bool, uint8) { return a - b, f / 2, a > b, 200 }

func main() {
	v := reflect.ValueOf(many)
	args := []any{1, int8(-2), S{3, 1.5, "x"}, []int{4, 5}, 6, 7.5, "eight", true, uint16(9), Big{1, 2, 3, 4, 10, "s"}, complex(11, 1), float32(12), [3]int16{1, 2, 13}, struct{}{}, int64(14), 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}
	var in []reflect.Value
	for _, a := range args {
		in = append(in, reflect.ValueOf(a))
	}
	out := v.Call(in)
	fmt.Println(out[0], out[1], out[2])
	for _, o := range reflect.ValueOf(small).Call([]reflect.Value{reflect.ValueOf(int16(-3)), reflect.ValueOf(int16(4)), reflect.ValueOf(float32(5))}) {
		fmt.Println(o)
	}
	t := &T{5}
	fmt.Println(reflect.ValueOf(*t).Method(0).Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(1.5)}))
	fmt.Println(reflect.ValueOf(t).MethodByName("Set").Call([]reflect.Value{reflect.ValueOf(Big{e: 77})})[0], t.n)
	var i I = *t
	fmt.Println(reflect.ValueOf(&i).Elem().Method(0).Call([]reflect.Value{reflect.ValueOf(3), reflect.ValueOf(0.5)}))
	f := reflect.ValueOf(t).MethodByName("Add").Interface().(func(int, float64) (int, float64, string))
	fmt.Println(f(1, 2))
	g := reflect.ValueOf(t).MethodByName("Set").Interface().(func(Big) Big)
	fmt.Println(g(Big{e: 3, s: "q"}), t.n)
	mk := reflect.MakeFunc(reflect.TypeOf(many), func(a []reflect.Value) []reflect.Value {
		for _, x := range a {
			fmt.Print(x, ";")
		}
		fmt.Println()
		return v.Call(a)
	}).Interface().(func(int, int8, S, []int, any, float64, string, bool, uint16, Big, complex128, float32, [3]int16, struct{}, int64, float64, float64, float64, float64, float64, float64, float64) (int, S, error))
	fmt.Println(mk(1, -2, S{3, 1.5, "x"}, []int{4, 5}, 6, 7.5, "eight", true, 9, Big{1, 2, 3, 4, 10, "s"}, complex(11, 1), 12, [3]int16{1, 2, 13}, struct{}{}, 14, 1, 2, 3, 4, 5, 6, 7))
	sw := reflect.MakeFunc(reflect.TypeOf(small), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[1], a[2], reflect.ValueOf(true), reflect.ValueOf(uint8(7))}
	}).Interface().(func(int16, int16, float32) (int16, float32, bool, uint8))
	fmt.Println(sw(-9, -10, 2.25))
	ft := reflect.FuncOf([]reflect.Type{reflect.TypeOf(1), reflect.TypeOf("")}, []reflect.Type{reflect.TypeOf("")}, false)
	fv := reflect.MakeFunc(ft, func(a []reflect.Value) []reflect.Value { return []reflect.Value{a[1]} })
	fmt.Println(ft, fv.Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf("yes")}), fv.Interface().(func(int, string) string)(2, "z"))
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		reflect.ValueOf(func() { panic("in call") }).Call(nil)
	}()
	st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1), Tag: `json:"a"`}, {Name: "B", Type: reflect.TypeOf([]string{})}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(4)
	sv.Field(1).Set(reflect.ValueOf([]string{"p"}))
	fmt.Printf("%v %+v %T\n", sv, sv, sv.Interface())
	mt := reflect.MapOf(reflect.TypeOf(""), st)
	mv := reflect.MakeMap(mt)
	mv.SetMapIndex(reflect.ValueOf("k"), sv)
	fmt.Println(mv, mt, reflect.SliceOf(st), reflect.ArrayOf(3, reflect.TypeOf(int8(0))), reflect.ChanOf(reflect.BothDir, st), reflect.PointerTo(st))
	fmt.Println(reflect.TypeOf(t).Elem() == reflect.TypeOf(*t), reflect.PointerTo(reflect.TypeOf(*t)) == reflect.TypeOf(t), reflect.SliceOf(reflect.TypeOf(1)) == reflect.TypeOf([]int{}))
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}))
	tt := reflect.TypeOf(t)
	for i := range tt.NumMethod() {
		fmt.Println(tt.Method(i).Name, tt.Method(i).Type, tt.Method(i).Func.Type())
	}
	fmt.Println(tt.Method(0).Func.Call([]reflect.Value{reflect.ValueOf(t), reflect.ValueOf(1), reflect.ValueOf(2.0)}))
}
