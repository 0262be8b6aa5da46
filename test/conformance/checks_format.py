"""lit test format of the type checker's suites (checks.py): one test a file, named SUITE/PATH."""

import lit.formats
import lit.Test

import checks


class ChecksFormat(lit.formats.TestFormat):
    def __init__(self, compiler, goroot):
        self.compiler, self.goroot = compiler, goroot
        self.known = {name: checks.read_list(suite) for name, suite in checks.SUITES.items()}

    def getTestsInDirectory(self, testSuite, path_in_suite, litConfig, localConfig):
        if path_in_suite:
            return
        for name, suite in checks.SUITES.items():
            tests = suite.tests(self.goroot)
            for path in set(self.known[name]) - set(tests):
                litConfig.error(f"{checks.list_path(suite)}: {path} is no test")
            for path in tests:
                yield lit.Test.Test(testSuite, (name,) + tuple(path.split("/")), localConfig)

    def execute(self, test, litConfig):
        name, path = test.path_in_suite[0], "/".join(test.path_in_suite[1:])
        suite = checks.SUITES[name]
        result = suite.run(self.compiler, self.goroot, path)
        level, reason = self.known[name].get(path, (suite.LEVELS[-1], ""))
        got, wanted = suite.LEVELS.index(result.level), suite.LEVELS.index(level)
        text = "\n".join(result.problems())
        if got > wanted:
            return lit.Test.Result(lit.Test.XPASS, f"reaches {result.level}, listed as {level}: {reason}\n{text}")
        if got < wanted:
            return lit.Test.Result(lit.Test.FAIL, f"reaches {result.level}, not {level}\n{text}")
        return lit.Test.Result(lit.Test.XFAIL if reason else lit.Test.PASS, text)
