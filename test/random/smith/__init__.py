"""A random source of well-defined Go programs; `program.program(seed)` makes one."""
