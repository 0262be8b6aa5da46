// RUN: %run-matrix %s

// Files in variables: text, bytes that may be written, a file system with its folders.
package main

import (
	"embed"
	"fmt"
	"io/fs"
)

type myByte byte
type myBytes []myByte
type myString string
type alias = embed.FS

//go:embed Inputs/embed/a.txt
var text myString

//go:embed "Inputs/embed/b.bin"
var bytes []byte

//go:embed Inputs/embed/[^b-z].txt
var named myBytes

//go:embed Inputs/embed/empty
var empty string

//go:embed `Inputs/embed`
var all alias

//go:embed all:Inputs/embed/sub Inputs/embed/*.txt
//go:embed Inputs/embed/a.txt
var some embed.FS

var none embed.FS

//go:embed Inputs/embed/a.txt
var _ string

var derived = len(text) + len(bytes)

func show(name string, f fs.FS) {
	fmt.Println(name)
	fs.WalkDir(f, ".", func(p string, d fs.DirEntry, err error) error {
		if !d.IsDir() {
			data, err := fs.ReadFile(f, p)
			fmt.Printf("  %s %q %v\n", d, data, err)
		}
		return err
	})
}

func main() {
	bytes[0] = 'X'
	bytes = append(bytes, byte(named[1]))
	fmt.Printf("%q %q %q %q %d\n", text, bytes, named, empty, derived)
	show("all", all)
	show("some", some)
	show("none", none)
	_, err := all.Open("Inputs/embed/sub/.hidden")
	fmt.Println(err)
	entries, err := some.ReadDir("Inputs/embed/sub")
	fmt.Println(entries, err)
}
