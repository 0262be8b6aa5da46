package testing

// testBinary is "1" in programs that golite-cc test has made.
var testBinary = isTest()

func isTest() string {
	if isTestBinary() {
		return "1"
	}
	return "0"
}

func isTestBinary() bool
