// RUN: %run-matrix %s
// Processes, pipes with deadlines, signals.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	out, err := exec.Command("/bin/sh", "-c", "echo out; exit 3").Output()
	fmt.Printf("%q %v\n", out, err)
	// OUTPUT: "out\n" exit status 3
	_, err = exec.Command("/nonexistent").Output()
	fmt.Println(err)
	// OUTPUT: fork/exec /nonexistent: no such file or directory

	r, w, err := os.Pipe()
	if err != nil {
		panic(err)
	}
	b := make([]byte, 8)
	r.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	_, err = r.Read(b)
	fmt.Println(errors.Is(err, os.ErrDeadlineExceeded))
	// OUTPUT: true
	r.SetReadDeadline(time.Time{})
	go func() {
		time.Sleep(10 * time.Millisecond)
		w.Write([]byte("late"))
	}()
	n, err := r.Read(b)
	fmt.Println(string(b[:n]), err)
	// OUTPUT: late <nil>
	r.Close()
	_, err = w.Write(b)
	fmt.Println(errors.Is(err, syscall.EPIPE))
	// OUTPUT: true

	c := make(chan os.Signal, 1)
	signal.Notify(c, syscall.SIGUSR1)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(<-c)
	// OUTPUT: user defined signal 1
	signal.Ignore(syscall.SIGUSR1)
	syscall.Kill(os.Getpid(), syscall.SIGUSR1)
	fmt.Println(signal.Ignored(syscall.SIGUSR1))
	// OUTPUT: true
}
