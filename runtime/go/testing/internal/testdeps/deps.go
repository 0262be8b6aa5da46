// Package testdeps is what a test program gives package testing. Profiles, fuzzing and coverage are not supported.
package testdeps

import (
	"errors"
	"internal/testlog"
	"io"
	"reflect"
	"regexp"
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

// The log tells the go command which files a test depends on; nobody asks for it.
func (TestDeps) StartTestLog(io.Writer)      {}
func (TestDeps) StopTestLog() error          { return nil }
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
