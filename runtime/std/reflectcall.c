/// \file
/// Calls of functions whose type is known at run time only, and func values that reflect makes.
/// Between a frame as Go's assembly functions have it (arguments in order, aligned, the results
/// behind them), which reflect fills and reads, and the registers of compiled code.
/// Source: runtime/README.md, "Calls"; Go 1.27 reflect/{value,abi,makefunc}.go.

#include "gc/gc.h"
#include "rt.h"

#include <string.h>

enum { MAX_LEAVES = 4, N_INTS = 6, N_FLOATS = 8, N_RESULTS = 4, N_LOCAL_WORDS = 32 };

/// One scalar of a value.
typedef struct Leaf {
  uint32_t offset; ///< bytes
  uint8_t size;
  bool is_float;
  bool is_signed;
} Leaf;

/// The scalars of a type; more than MAX_LEAVES: it is passed by address.
typedef struct Leaves {
  Leaf leaf[MAX_LEAVES];
  uint32_t n;
} Leaves;

/// Registers and stack of one call; reflectcall_asm.S knows the offsets.
typedef struct Registers {
  void (*code)(void);
  const void *context; ///< closure record
  uint64_t ints[N_INTS];
  uint64_t floats[N_FLOATS];
  uint64_t *stack;
  uint64_t n_stack; ///< words
  uint64_t int_results[N_RESULTS];
  uint64_t float_results[N_RESULTS];
} Registers;

_Static_assert(offsetof(Registers, floats) == 64 && offsetof(Registers, stack) == 128 &&
                   offsetof(Registers, int_results) == 144 &&
                   offsetof(Registers, float_results) == 176 && sizeof(Registers) == 208,
               "reflectcall_asm.S");

void grt_reflect_invoke(Registers *r);
void grt_reflect_enter(Registers *r, bool is_method);
void grt_recover_forward(const void *code);

// ---- types ----

static void add_leaf(Leaves *l, uint64_t offset, uint64_t size, bool is_float, bool is_signed) {
  if (l->n < MAX_LEAVES)
    l->leaf[l->n] = (Leaf){(uint32_t)offset, (uint8_t)size, is_float, is_signed};
  l->n++;
}

static void add_leaves(Leaves *l, const AbiType *t, uint64_t at);

static void add_parts(Leaves *l, const AbiType *t, uint64_t at) {
  if (t->kind == ABI_KIND_ARRAY) {
    const AbiArrayType *a = (const AbiArrayType *)(const void *)t;
    for (uint64_t i = 0; i < a->len && l->n <= MAX_LEAVES; i++)
      add_leaves(l, a->elem, at + i * a->elem->size);
    return;
  }
  const AbiStructType *s = (const AbiStructType *)(const void *)t;
  for (int64_t i = 0; i < s->n_fields && l->n <= MAX_LEAVES; i++)
    add_leaves(l, s->fields[i].typ, at + s->fields[i].offset);
}

static void add_words(Leaves *l, uint64_t at, uint64_t n) {
  for (uint64_t i = 0; i < n; i++)
    add_leaf(l, at + 8 * i, 8, false, false);
}

static void add_leaves(Leaves *l, const AbiType *t, uint64_t at) {
  if (t->size == 0)
    return;
  switch ((AbiKind)t->kind) {
  case ABI_KIND_ARRAY:
  case ABI_KIND_STRUCT: add_parts(l, t, at); return;
  case ABI_KIND_STRING:
  case ABI_KIND_INTERFACE: add_words(l, at, 2); return;
  case ABI_KIND_SLICE: add_words(l, at, 3); return;
  case ABI_KIND_COMPLEX64:
  case ABI_KIND_COMPLEX128:
    add_leaf(l, at, t->size / 2, true, false);
    add_leaf(l, at + t->size / 2, t->size / 2, true, false);
    return;
  case ABI_KIND_FLOAT32:
  case ABI_KIND_FLOAT64: add_leaf(l, at, t->size, true, false); return;
  case ABI_KIND_INT:
  case ABI_KIND_INT8:
  case ABI_KIND_INT16:
  case ABI_KIND_INT32:
  case ABI_KIND_INT64: add_leaf(l, at, t->size, false, true); return;
  case ABI_KIND_BOOL:
  case ABI_KIND_UINT:
  case ABI_KIND_UINT8:
  case ABI_KIND_UINT16:
  case ABI_KIND_UINT32:
  case ABI_KIND_UINT64:
  case ABI_KIND_UINTPTR:
  case ABI_KIND_CHAN:
  case ABI_KIND_FUNC:
  case ABI_KIND_MAP:
  case ABI_KIND_POINTER:
  case ABI_KIND_UNSAFE_POINTER: add_leaf(l, at, t->size, false, false); return;
  case ABI_KIND_INVALID:
  case ABI_KIND_COUNT: break;
  }
  grt_throw("type descriptor of no kind");
}

static uint64_t align_up(uint64_t n, uint64_t align) { return (n + align - 1) & -align; }

static const AbiType *const *params_of(const AbiFuncType *t) {
  uint64_t size = sizeof *t + (grt_type_uncommon(&t->type) != NULL ? sizeof(AbiUncommon) : 0);
  return (const AbiType *const *)(const void *)((const char *)t + size);
}

static uint32_t n_results_of(const AbiFuncType *t) {
  return t->out_count & ~(uint32_t)ABI_FUNC_VARIADIC;
}

/// Whether the results are more than fit in registers; then a buffer for them is the first
/// argument.
static bool needs_buffer(const AbiFuncType *t) {
  const AbiType *const *results = params_of(t) + t->in_count;
  uint32_t n_ints = 0, n_floats = 0;
  for (uint32_t i = 0; i < n_results_of(t); i++) {
    Leaves l = {.n = 0};
    add_leaves(&l, results[i], 0);
    if (l.n > MAX_LEAVES)
      return true;
    for (uint32_t k = 0; k < l.n; k++)
      ++*(l.leaf[k].is_float ? &n_floats : &n_ints);
  }
  return n_ints > N_RESULTS || n_floats > N_RESULTS;
}

// ---- scalars ----

static uint64_t load(const char *p, const Leaf *l) {
  uint64_t v = 0;
  memcpy(&v, p + l->offset, l->size);
  if (l->is_signed && l->size < 8) {
    uint32_t shift = 64 - 8 * (uint32_t)l->size;
    v = (uint64_t)((int64_t)(v << shift) >> shift);
  }
  return v;
}

static void store(char *p, const Leaf *l, uint64_t v) { memcpy(p + l->offset, &v, l->size); }

/// Where the next scalar argument goes, or comes from.
typedef struct Cursor {
  Registers *r;
  uint32_t n_ints, n_floats;
  uint64_t n_stack;
} Cursor;

/// The slot of the next scalar; NULL only when there is no stack (counting).
static uint64_t *next_slot(Cursor *c, bool is_float) {
  if (is_float && c->n_floats < N_FLOATS)
    return &c->r->floats[c->n_floats++];
  if (!is_float && c->n_ints < N_INTS)
    return &c->r->ints[c->n_ints++];
  uint64_t i = c->n_stack++;
  return c->r->stack == NULL ? NULL : &c->r->stack[i];
}

static void put(Cursor *c, uint64_t v, bool is_float) {
  uint64_t *slot = next_slot(c, is_float);
  if (slot != NULL)
    *slot = v;
}

/// Moves one argument between the frame and the registers.
static void move_argument(Cursor *c, const AbiType *t, char *p, bool to_registers) {
  Leaves l = {.n = 0};
  add_leaves(&l, t, 0);
  if (l.n > MAX_LEAVES) {
    if (to_registers)
      put(c, (uint64_t)(uintptr_t)p, false);
    else
      memcpy(p, (const void *)(uintptr_t)*next_slot(c, false), t->size);
    return;
  }
  for (uint32_t i = 0; i < l.n; i++) {
    if (to_registers)
      put(c, load(p, &l.leaf[i]), l.leaf[i].is_float);
    else
      store(p, &l.leaf[i], *next_slot(c, l.leaf[i].is_float));
  }
}

/// Moves all arguments; returns the bytes that they take in the frame.
static uint64_t move_arguments(Cursor *c, const AbiFuncType *t, bool has_receiver, void *buffer,
                               char *frame, bool to_registers) {
  uint64_t at = 0;
  if (buffer != NULL)
    put(c, (uint64_t)(uintptr_t)buffer, false);
  if (has_receiver) {
    put(c, *(uint64_t *)(void *)frame, false); // NOLINT: a frame that holds anything is not NULL
    at = 8;
  }
  for (uint32_t i = 0; i < t->in_count; i++) {
    const AbiType *param = params_of(t)[i];
    at = align_up(at, param->align);
    if (param->size != 0)
      move_argument(c, param, frame + at, to_registers); // NOLINT: likewise
    at += param->size;
  }
  return at;
}

/// Moves results between the frame and the registers.
static void move_results(Registers *r, const AbiFuncType *t, char *results, bool to_registers) {
  uint64_t at = 0;
  uint32_t n_ints = 0, n_floats = 0;
  for (uint32_t i = 0; i < n_results_of(t); i++) {
    const AbiType *result = params_of(t)[t->in_count + i];
    Leaves l = {.n = 0};
    add_leaves(&l, result, 0);
    at = align_up(at, result->align);
    for (uint32_t k = 0; k < l.n; k++) {
      uint64_t *slot =
          l.leaf[k].is_float ? &r->float_results[n_floats++] : &r->int_results[n_ints++];
      if (to_registers)
        *slot = load(results + at, &l.leaf[k]);
      else
        store(results + at, &l.leaf[k], *slot);
    }
    at += result->size;
  }
}

/// Bytes of the results in a frame, which begin at a multiple of eight.
static uint64_t results_size(const AbiFuncType *t) {
  uint64_t at = 0;
  for (uint32_t i = 0; i < n_results_of(t); i++) {
    const AbiType *result = params_of(t)[t->in_count + i];
    at = align_up(at, result->align) + result->size;
  }
  return at;
}

// ---- reflect.Value.Call ----

void go_call_frame(const AbiFuncType *t, bool has_receiver, const AbiFuncVal *fn, char *frame,
                   uint64_t ret_offset) GRT_GO_SYMBOL("reflect.callFrame");
void go_call_frame(const AbiFuncType *t, bool has_receiver, const AbiFuncVal *fn, char *frame,
                   uint64_t ret_offset) {
  Registers r = {.code = fn->code, .context = fn};
  bool has_buffer = needs_buffer(t);
  void *buffer = has_buffer ? frame + ret_offset : NULL;
  Cursor c = {.r = &r};
  move_arguments(&c, t, has_receiver, buffer, frame, true);
  uint64_t words[N_LOCAL_WORDS];
  if (c.n_stack > 0) {
    r.stack =
        c.n_stack <= N_LOCAL_WORDS ? words : grt_gc_alloc_conservative(8 * (uint64_t)c.n_stack);
    r.n_stack = c.n_stack;
    c = (Cursor){.r = &r};
    move_arguments(&c, t, has_receiver, buffer, frame, true);
  }
  grt_recover_forward((const void *)fn->code); // a token is left if a method value was deferred
  grt_reflect_invoke(&r);
  if (!has_buffer)
    move_results(&r, t, frame + ret_offset, false);
}

// ---- reflect.MakeFunc, method values ----

/// What reflect's func values begin with.
typedef struct MakeFuncContext {
  void (*code)(void);
  const void *stack;
  uint64_t arg_len;
  uint64_t padding; ///< behind a bit map of no bits
} MakeFuncContext;

/// reflect.makeFuncImpl.
typedef struct MakeFunc {
  MakeFuncContext context;
  const AbiFuncType *type;
  const AbiFuncVal *fn;
} MakeFunc;

/// reflect.methodValue.
typedef struct MethodValue {
  MakeFuncContext context;
  int64_t method;
  const AbiType *receiver_type;
} MethodValue;

// Compiled when the program reaches reflect.MakeFunc or method values.
void go_call_reflect(const void *context, void *frame, bool *is_valid, void *registers)
    GRT_GO_SYMBOL("reflect.callReflect") __attribute__((weak, visibility("hidden")));
void go_call_method(const void *context, void *frame, bool *is_valid, void *registers)
    GRT_GO_SYMBOL("reflect.callMethod") __attribute__((weak, visibility("hidden")));

/// The type, without receiver, of a method value.
static const AbiFuncType *method_type(const MethodValue *v) {
  const AbiType *t = v->receiver_type;
  if (t->kind == ABI_KIND_INTERFACE) {
    const AbiInterfaceType *i = (const AbiInterfaceType *)(const void *)t;
    return grt_resolve_off(t, i->methods[v->method].typ);
  }
  const AbiUncommon *u = grt_type_uncommon(t);
  const AbiMethod *methods = (const AbiMethod *)(const void *)((const char *)u + u->moff);
  return grt_resolve_off(t, methods[v->method].mtyp);
}

void grt_reflect_enter(Registers *r, bool is_method) {
  const AbiFuncType *t = is_method ? method_type(r->context) : ((const MakeFunc *)r->context)->type;
  void *buffer = needs_buffer(t) ? (void *)(uintptr_t)r->ints[0] : NULL;
  Cursor c = {.r = r, .n_ints = buffer != NULL};
  uint64_t size = 0; // of the arguments
  for (uint32_t i = 0; i < t->in_count; i++)
    size = align_up(size, params_of(t)[i]->align) + params_of(t)[i]->size;
  uint64_t ret_offset = align_up(size, 8), n = ret_offset + align_up(results_size(t), 8);
  uint64_t words[N_LOCAL_WORDS] = {0}, registers[8] = {0};
  char *frame = n <= sizeof words ? (char *)words : grt_gc_alloc_conservative(n);
  move_arguments(&c, t, false, NULL, frame, false);
  if (!is_method) // callReflect calls it directly
    grt_recover_forward((const void *)((const MakeFunc *)r->context)->fn->code);
  bool is_valid = false;
  (is_method ? go_call_method : go_call_reflect)(r->context, frame, &is_valid, registers);
  if (buffer != NULL)
    memcpy(buffer, frame + ret_offset, results_size(t));
  else
    move_results(r, t, frame + ret_offset, true);
}
