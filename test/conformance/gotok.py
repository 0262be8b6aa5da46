"""Tokens of Go source text, enough to ask which constructs a file uses and after which token a comment stands.

A token is (kind, text): kind is one of 'ident', 'keyword', 'number', 'string', 'rune', 'op'.
"""

import re

KEYWORDS = frozenset(
    "break case chan const continue default defer else fallthrough for func go goto if import "
    "interface map package range return select struct switch type var".split()
)

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+)
  | (?P<newline>\n)
  | (?P<line>//[^\n]*)
  | (?P<block>/\*.*?\*/)
  | (?P<string>"(?:\\.|[^"\\\n])*"|`[^`]*`)
  | (?P<rune>'(?:\\.[^'\n]*|[^'\\\n]*)')
  | (?P<number>(?:0[xX][0-9a-fA-F_.]+(?:[pP][+-]?[0-9_]+)?|0[bBoO][0-9_]+
             |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9_]+)?)i?)
  | (?P<ident>[^\W\d]\w*)
  | (?P<op><<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|==|!=|<=|>=|:=|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|&\^|.)
    """,
    re.VERBOSE | re.DOTALL,
)

_NO_TOKEN = frozenset("#?@$\\'\"`")
_ENDS_STATEMENT_KEYWORD = frozenset(("break", "continue", "fallthrough", "return"))
_ENDS_STATEMENT_OP = frozenset(("++", "--", ")", "]", "}"))


def _ends_statement(token):
    kind, text = token
    if kind == "keyword":
        return text in _ENDS_STATEMENT_KEYWORD
    if kind == "op":
        return text in _ENDS_STATEMENT_OP
    return True


def comments(text):
    """Returns [(text of the comment without its marks, offset of the token before it)], -1: there is none.

    Automatic semicolons and characters that begin no token do not count as tokens.
    """
    out, before = [], -1
    for m in _TOKEN.finditer(text):
        kind, lexeme = m.lastgroup, m.group()
        if kind == "line":
            out.append((lexeme[2:], before))
        elif kind == "block":
            out.append((lexeme[2:-2], before))
        elif kind not in ("space", "newline") and not (kind == "op" and lexeme in _NO_TOKEN):
            before = m.start()
    return out


def tokens(text):
    """Returns the list of tokens of `text`, automatic semicolons included, comments dropped.

    Never fails: an unknown byte is an operator.
    """
    out = []
    for m in _TOKEN.finditer(text):
        kind, lexeme = m.lastgroup, m.group()
        if kind in ("space", "line"):
            continue
        if kind == "newline" or kind == "block":
            if "\n" in lexeme and out and out[-1] != ("op", ";") and _ends_statement(out[-1]):
                out.append(("op", ";"))
            continue
        if kind == "ident" and lexeme in KEYWORDS:
            kind = "keyword"
        out.append((kind, lexeme))
    return out
