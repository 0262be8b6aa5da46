/// \file
/// Shared by the checks of calls of predeclared functions: builtin.c and builtin_number.c.

#ifndef GOLITE_TYPES_BUILTIN_INTERNAL_H
#define GOLITE_TYPES_BUILTIN_INTERNAL_H
#include "check_internal.h"

#define INVALID_ARG "invalid argument: "
#define INVALID_OP "invalid operation: "

/// One call of a builtin: its operands, args[0] being *x.
typedef struct TyBuiltinCall {
  SynNode *node;
  TyOperand *x;
  TyOperand *args;
  uint32_t n_args;
  TyBuiltin builtin;
  const char *name;
} TyBuiltinCall;

/// Reports at `at`; false.
bool ty_builtin_fail(TyChecker *c, const TyOperand *at, const char *fmt, ...) GL_PRINTF(3, 4);
/// The call's operand becomes a value of `type`; true.
bool ty_builtin_result(TyOperand *x, TyMode mode, const TyType *type);

bool ty_builtin_complex(TyChecker *c, TyBuiltinCall *k);
bool ty_builtin_real_imag(TyChecker *c, TyBuiltinCall *k);
bool ty_builtin_min_max(TyChecker *c, TyBuiltinCall *k);

#endif
