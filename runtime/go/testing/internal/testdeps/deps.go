// Package testdeps is what a test program gives package testing. Profiles, fuzzing and coverage are not supported.
package testdeps

import (
	"bufio"
	"errors"
	"internal/testlog"
	"io"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"time"
)

// ImportPath and ModulePath are those of the package under test.
var ImportPath, ModulePath string

// TestDeps implements what testing.MainStart wants.
type TestDeps struct{}

var (
	pattern string
	matcher *regexp.Regexp
)

func (TestDeps) MatchString(pat, str string) (bool, error) {
	if matcher == nil || pat != pattern {
		m, err := regexp.Compile(pat)
		if err != nil {
			return false, err
		}
		pattern, matcher = pat, m
	}
	return matcher.MatchString(str), nil
}

func (TestDeps) ImportPath() string { return ImportPath }
func (TestDeps) ModulePath() string { return ModulePath }

var (
	errProfile = errors.New("golite: profiles are not supported yet")
	errFuzz    = errors.New("golite: fuzzing is not supported yet")
)

func (TestDeps) StartCPUProfile(io.Writer) error             { return errProfile }
func (TestDeps) StopCPUProfile()                             {}
func (TestDeps) WriteProfileTo(string, io.Writer, int) error { return errProfile }

// A testLog writes down which files and variables a test depends on, one a line.
type testLog struct {
	mu  sync.Mutex
	out *bufio.Writer // nil: no log is wanted now
	set bool
}

var theLog testLog

func (l *testLog) add(op, name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.out != nil && name != "" && !strings.Contains(name, "\n") {
		l.out.WriteString(op + " " + name + "\n")
	}
}

func (l *testLog) Getenv(key string) { l.add("getenv", key) }
func (l *testLog) Open(name string)  { l.add("open", name) }
func (l *testLog) Stat(name string)  { l.add("stat", name) }
func (l *testLog) Chdir(name string) { l.add("chdir", name) }

func (TestDeps) StartTestLog(w io.Writer) {
	l := &theLog
	l.mu.Lock()
	l.out = bufio.NewWriter(w)
	isFirst := !l.set
	l.set = true
	l.out.WriteString("# test log\n")
	l.mu.Unlock()
	if isFirst {
		testlog.SetLogger(l)
	}
}

func (TestDeps) StopTestLog() error {
	l := &theLog
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.out.Flush()
	l.out = nil
	return err
}

func (TestDeps) SetPanicOnExit0(panics bool) { testlog.SetPanicOnExit0(panics) }

type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

func (TestDeps) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error {
	return errFuzz
}
func (TestDeps) RunFuzzWorker(func(corpusEntry) error) error { return errFuzz }

// ReadCorpus finds no files: fuzz targets run with the values that they add.
func (TestDeps) ReadCorpus(string, []reflect.Type) ([]corpusEntry, error) { return nil, nil }
func (TestDeps) CheckCorpus([]any, []reflect.Type) error                  { return nil }

func (TestDeps) ResetCoverage()    {}
func (TestDeps) SnapshotCoverage() {}
func (TestDeps) InitRuntimeCoverage() (mode string, tearDown func(string, string) (string, error), snapcov func() float64) {
	return
}
