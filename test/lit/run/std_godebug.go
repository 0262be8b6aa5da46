// Packages see the settings in GODEBUG change while the program runs.

// RUN: %run-matrix %s
package main

import (
	"archive/tar"
	"bytes"
	"fmt"
	"os"
)

func next() error {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	w.WriteHeader(&tar.Header{Name: "../up"})
	w.Close()
	_, err := tar.NewReader(&b).Next()
	return err
}

func main() {
	fmt.Println(next())
	os.Setenv("GODEBUG", "tarinsecurepath=0")
	fmt.Println(next())
	os.Unsetenv("GODEBUG")
	fmt.Println(next())
	os.Setenv("GODEBUG", "a=b,tarinsecurepath=0")
	fmt.Println(next())
	os.Clearenv()
	fmt.Println(next())
}

// OUTPUT: <nil>
// OUTPUT: archive/tar: insecure file path
// OUTPUT: <nil>
// OUTPUT: archive/tar: insecure file path
// OUTPUT: <nil>
