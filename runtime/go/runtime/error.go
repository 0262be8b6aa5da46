// Package runtime of golite-cc: the values of run-time errors, and the calls by which the runtime's C part makes
// and prints them. Functions that only C calls carry a linkname directive, which keeps them.
package runtime

import "unsafe"

// Error identifies a run-time error: the value of a panic that the language itself raises.
type Error interface {
	error
	RuntimeError()
}

// A type descriptor; read by C only.
type _type struct {
	opaque [48]byte
}

type eface struct {
	typ  *_type
	data unsafe.Pointer
}

// typeString returns the type's name as it stands in messages.
//
//go:noescape
func typeString(t *_type) string

// typePkgPath returns the import path of a defined type, or of the unexported names in a struct or interface type; else "".
//
//go:noescape
func typePkgPath(t *_type) string

//go:noescape
func typeKind(t *_type) int

// throw ends the process with "fatal error: " and the text.
//
//go:noescape
func throw(text string)

// TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	static   *_type // the interface type before the assertion; nil if not known
	dynamic  *_type // nil: the interface was nil
	asserted *_type
	missing  string // a method that the dynamic type lacks
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string {
	const head = "interface conversion: "
	want := typeString(e.asserted)
	from := "interface"
	if e.static != nil {
		from = typeString(e.static)
	}
	if e.dynamic == nil {
		return head + from + " is nil, not " + want
	}
	have := typeString(e.dynamic)
	if e.missing != "" {
		return head + have + " is not " + want + ": missing method " + e.missing
	}
	text := head + from + " is " + have + ", not " + want
	if have == want {
		if typePkgPath(e.dynamic) != typePkgPath(e.asserted) {
			return text + " (types from different packages)"
		}
		return text + " (types from different scopes)"
	}
	return text
}

// A PanicNilError is what panic(nil) panics with.
type PanicNilError struct {
	_ [0]func() // not comparable
}

func (*PanicNilError) Error() string { return "runtime error: panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

// errorString is a run-time error with a fixed text.
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// plainError is a run-time error whose text has no prefix.
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// boundsError is an index or slice bound out of range: x is out of range for y.
type boundsError struct {
	x        int64
	y        int
	isSigned bool // else x is unsigned
	code     uint8
}

func (e boundsError) RuntimeError() {}

// What follows "runtime error: " for each code; %x and %y are the numbers.
var boundsTexts = [...]string{
	"index out of range [%x] with length %y",
	"slice bounds out of range [:%x] with length %y",
	"slice bounds out of range [:%x] with capacity %y",
	"slice bounds out of range [%x:%y]",
	"slice bounds out of range [::%x] with length %y",
	"slice bounds out of range [::%x] with capacity %y",
	"slice bounds out of range [:%x:%y]",
	"slice bounds out of range [%x:%y:]",
	"cannot convert slice with length %y to array or pointer to array with length %x",
}

// The same where x is negative, which is reason enough.
var negativeTexts = [...]string{
	"index out of range [%x]",
	"slice bounds out of range [:%x]",
	"slice bounds out of range [:%x]",
	"slice bounds out of range [%x:]",
	"slice bounds out of range [::%x]",
	"slice bounds out of range [::%x]",
	"slice bounds out of range [:%x:]",
	"slice bounds out of range [%x::]",
	"cannot convert slice with length %y to array or pointer to array with length %x",
}

func (e boundsError) Error() string {
	isNegative := e.isSigned && e.x < 0
	format := boundsTexts[e.code]
	if isNegative {
		format = negativeTexts[e.code]
	}
	text := make([]byte, 0, 128)
	text = append(text, "runtime error: "...)
	for i := 0; i < len(format); i++ {
		if format[i] != '%' {
			text = append(text, format[i])
			continue
		}
		i++
		if format[i] == 'y' {
			text = appendDecimal(text, uint64(e.y))
		} else if isNegative {
			text = append(text, '-')
			text = appendDecimal(text, -uint64(e.x))
		} else {
			text = appendDecimal(text, uint64(e.x))
		}
	}
	return string(text)
}

func appendDecimal(b []byte, v uint64) []byte {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + v%10)
		v /= 10
		if v == 0 {
			return append(b, digits[i:]...)
		}
	}
}

// ---- called by C: raising ----

//go:linkname goPanicBounds
func goPanicBounds(x, y, isSigned, code int) {
	panic(boundsError{int64(x), y, isSigned != 0, uint8(code)})
}

//go:linkname goPanicError
func goPanicError(text string) {
	panic(errorString(text))
}

//go:linkname goPanicPlain
func goPanicPlain(text string) {
	panic(plainError(text))
}

//go:linkname goPanicErrorType
func goPanicErrorType(text, typ string) {
	panic(errorString(text + typ))
}

//go:linkname goPanicAssertion
func goPanicAssertion(static, dynamic, asserted *_type, missing string) {
	panic(&TypeAssertionError{static, dynamic, asserted, missing})
}

//go:linkname goPanicWrap
func goPanicWrap(pkg, typ, method string) {
	panic(plainError("value method " + pkg + "." + typ + "." + method + " called using nil *" + typ + " pointer"))
}

//go:linkname goPanicNilArg
func goPanicNilArg() any { return new(PanicNilError) }

// ---- called by C: printing the value of an uncaught panic ----

type stringer interface {
	String() string
}

// goPreprintPanic turns an error or a Stringer into its text and returns any other value as it is.
//
//go:linkname goPreprintPanic
func goPreprintPanic(v any) any {
	defer fatalIfPanics()
	switch w := v.(type) {
	case error:
		return w.Error()
	case stringer:
		return w.String()
	}
	return v
}

func fatalIfPanics() {
	const text = "panic while printing panic value"
	switch r := recover().(type) {
	case nil:
	case string:
		throw(text + ": " + r)
	default:
		throw(text + ": type " + typeString((*eface)(unsafe.Pointer(&r)).typ))
	}
}

//go:linkname goPrintPanicValue
func goPrintPanicValue(v any) {
	switch w := v.(type) {
	case nil:
		print("nil")
	case bool:
		print(w)
	case int:
		print(w)
	case int8:
		print(w)
	case int16:
		print(w)
	case int32:
		print(w)
	case int64:
		print(w)
	case uint:
		print(w)
	case uint8:
		print(w)
	case uint16:
		print(w)
	case uint32:
		print(w)
	case uint64:
		print(w)
	case uintptr:
		print(w)
	case float32:
		print(w)
	case float64:
		print(w)
	case complex64:
		print(w)
	case complex128:
		print(w)
	case string:
		printIndented(w)
	default:
		printNamed((*eface)(unsafe.Pointer(&v)))
	}
}

// Kinds, as type descriptors number them.
const (
	kindBool = 1 + iota
	kindInt
	kindInt8
	kindInt16
	kindInt32
	kindInt64
	kindUint
	kindUint8
	kindUint16
	kindUint32
	kindUint64
	kindUintptr
	kindFloat32
	kindFloat64
	kindComplex64
	kindComplex128
	kindString = 24
)

// printNamed prints a value of a type that is not predeclared: main.T(1), or (main.T) 0xc000012345.
func printNamed(e *eface) {
	name := typeString(e.typ)
	p := e.data
	kind := typeKind(e.typ)
	switch kind {
	case kindComplex64:
		print(name, *(*complex64)(p))
		return
	case kindComplex128:
		print(name, *(*complex128)(p))
		return
	case kindString:
		print(name, `("`)
		printIndented(*(*string)(p))
		print(`")`)
		return
	}
	if kind < kindBool || kind > kindFloat64 {
		print("(", name, ") ", p)
		return
	}
	print(name, "(")
	switch kind {
	case kindBool:
		print(*(*bool)(p))
	case kindInt, kindInt64:
		print(*(*int64)(p))
	case kindInt8:
		print(*(*int8)(p))
	case kindInt16:
		print(*(*int16)(p))
	case kindInt32:
		print(*(*int32)(p))
	case kindUint, kindUint64, kindUintptr:
		print(*(*uint64)(p))
	case kindUint8:
		print(*(*uint8)(p))
	case kindUint16:
		print(*(*uint16)(p))
	case kindUint32:
		print(*(*uint32)(p))
	case kindFloat32:
		print(*(*float32)(p))
	case kindFloat64:
		print(*(*float64)(p))
	}
	print(")")
}

// printIndented prints s with a tab after each newline, so that no text looks like a traceback.
func printIndented(s string) {
	from := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			print(s[from:i+1], "\t")
			from = i + 1
		}
	}
	print(s[from:])
}

// ---- variables of other packages ----

// Errors that math/bits panics with.
var (
	overflowError = error(errorString("integer overflow"))
	divideError   = error(errorString("integer divide by zero"))
)

// zeroVal is what pointers to zero values of up to its size may point to.
var zeroVal [1024]byte

// haveHighResSleep says that sleeps are precise to much less than a millisecond; the tests of package time ask.
var haveHighResSleep = true
