/// \file
/// Escape analysis: for every site a verdict, for every parameter what the callee does with it.
/// Reads GIR, changes nothing. lib/escape/README.md states the rules and why they are sound.

#ifndef GOLITE_ESCAPE_ESCAPE_H
#define GOLITE_ESCAPE_ESCAPE_H
#include "golite/ir/gir.h"

typedef enum EscReason {
#define ESC_REASON(NAME, code, sentence) ESC_REASON_##NAME,
#include "golite/escape/reasons.def"
#undef ESC_REASON
  ESC_REASON_COUNT
} EscReason;

/// One step of an explanation: what happens to the address, where. English, about things that the
/// user wrote.
typedef struct EscHop {
  GlLoc loc;
  const char *text; // "`&x` is stored in `p.next`", "`p` is returned"
} EscHop;

typedef struct EscVerdict {
  bool on_heap;
  bool is_heap_if_large; // run-time size: a frame of `frame_cap` bytes serves small ones
  int64_t frame_cap;     // bytes
  bool is_shared;        // append: arrays of several rounds are in use at once, side by side
  GirBlock *renewed_in;  // then: where none is in use, at the beginning of each round; or NULL
  EscReason reason;      // when on_heap
  EscHop *hops;          // from the object to where it escapes
  uint32_t n_hops;
} EscVerdict;

/// A parameter's fate in gc's terms.
typedef struct EscParam {
  bool leaks;             // its value may be kept after the call ("leaking param: p")
  bool content_leaks;     // what it points to may be kept ("leaking param content: p")
  int32_t to_result;      // flows to this result (-1: none) …
  int32_t level;          // … after so many dereferences
  int32_t *result_levels; // by result: the same for each; -1: does not flow there
  bool is_written;        // memory reachable through it may be written by the callee
  EscHop *hops;
  uint32_t n_hops;
} EscParam;

typedef struct EscOptions {
  bool is_off;      // everything on the heap (--escape=off)
  bool is_shuffled; // --escape=shuffle:SEED: random stack verdicts are demoted to the heap
  uint64_t seed;
  int64_t max_variable; // bytes; 128 KiB
  int64_t max_implicit; // bytes; 64 KiB
  bool closed_world;
  bool wants_hops;  // fill hops (for -m=2, --explain, reports)
  bool force_wrong; // testing only: put the sites named by `force_stack` on the stack although they
                    // escape
  const char *force_stack;    // "LINE[,LINE…]"
  struct EscImports *imports; // what other units are known to do (stored.h), or NULL
  bool keeps_summaries;       // for esc_store
} EscOptions;

typedef struct EscResult {
  EscVerdict *verdicts; // indexed by site id
  uint32_t n_verdicts;
  EscParam **params; // indexed by function id; NULL or [n_params]
  uint32_t n_funcs;
  struct EscKept *kept; // with keeps_summaries: for esc_store
} EscResult;

/// Runs over the whole program, callees first. The result lives in `arena`.
EscResult *esc_run(GlArena *arena, const GirProgram *p, const EscOptions *options);
const char *esc_reason_text(EscReason r);
int esc_reason_code(EscReason r);
/// Dump of flow graphs for `--emit=escape-graph`.
struct GlBuf;
void esc_dump_graph(struct GlBuf *out, const GirProgram *p, const EscOptions *options);

#endif
