//go:build golite_check

package runtime

// AddCleanup would call cleanup(arg) some time after *ptr has become unreachable.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	unsupported("AddCleanup")
	return Cleanup{}
}
