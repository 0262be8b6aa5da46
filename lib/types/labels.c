/// \file
/// Labels and branches of one function body: what break, continue and goto mean, and their misuse.
/// One walk finds labels, blocks and branches; gotos are judged at its end, when all labels are
/// known. Source: Go spec "Labeled statements" to "Fallthrough statements".

#include "check_internal.h"

#include <string.h>

/// A statement list that may hold labels. Places are numbers that grow along the source.
typedef struct Block {
  GlLoc start;
  uint32_t first, last; // places
  // The latest variable declaration so far.
  uint32_t var_place; // 0: none
  const SynNode *var;
} Block;

typedef struct Label {
  SynNode *stmt; // LABELED_STMT
  Block *block;
  uint32_t place;
  uint32_t var_place; // of the latest declaration before it in its block
  const SynNode *var;
  bool is_used, is_open; // is_open: the walk is inside the labelled statement
} Label;

typedef struct Goto {
  SynNode *stmt;
  uint32_t place;
} Goto;

/// What an unlabelled branch means at a place.
typedef struct Targets {
  SynNode *breaks, *continues; // NULL: none
  // In a clause's own list of an expression switch or type switch:
  const SynNode *clause_of;
  bool is_last_clause;
} Targets;

typedef struct Walk {
  TyChecker *c;
  GL_VEC(Label *) labels;
  GlPtrMap *by_name; // name → Label
  GL_VEC(Goto) gotos;
  uint32_t place;
} Walk;

static void walk_list(Walk *w, GlLoc start, SynList list, Targets t);
static void walk_stmt(Walk *w, Block *b, SynNode *s, Targets t, bool is_last);

static Label *find_label(Walk *w, GlName name) {
  return w->by_name ? gl_ptrmap_get(w->by_name, name) : NULL;
}

static void label_error(Walk *w, const SynNode *ident, const char *fmt) {
  ty_error(w->c, ident->loc, GL_DIAG_TY_ERROR, fmt, ident->ident.name->text);
}

/// cmd/compile looks at labels while it parses, in other words than the checker that Go's own
/// checker tests run.
static bool has_checker_words(const Walk *w) { return w->c->world->options.is_checker_test; }

static Label *declare_label(Walk *w, Block *b, SynNode *s) {
  GlName name = s->labeled.label->ident.name;
  if (strcmp(name->text, "_") == 0)
    return NULL;
  Label *l = find_label(w, name);
  if (l) {
    GlLoc other = l->stmt->labeled.label->loc, loc = s->labeled.label->loc;
    if (has_checker_words(w))
      ty_error(w->c, loc, GL_DIAG_TY_DUPLICATE, "label %s already declared", name->text);
    else
      ty_error(w->c, loc, GL_DIAG_TY_DUPLICATE, "label %s already defined at %s", name->text,
               ty_str_pos(w->c, other));
    return NULL;
  }
  l = GL_NEW(w->c->arena, Label);
  *l = (Label){.stmt = s, .block = b, .place = w->place, .var_place = b->var_place, .var = b->var};
  if (!w->by_name)
    w->by_name = gl_ptrmap_new(w->c->arena);
  gl_ptrmap_set(w->by_name, name, l);
  GL_VEC_PUSH(w->c->arena, &w->labels, l);
  TyObject *o = ty_object_make(w->c, TY_OBJ_LABEL, name, s->labeled.label->loc, NULL, s);
  ty_info_set_object(w->c->info, s->labeled.label, o);
  return l;
}

static void set_target(Walk *w, SynNode *branch, SynNode *target) {
  ty_info_set_branch_target(w->c->info, branch, target);
  if (branch->branch.tok == SYN_BREAK)
    ty_info_set_flags(w->c->info, target, ty_info_flags(w->c->info, target) | TY_FLAG_BREAK);
}

// --- branches ------------------------------------------------------------------------------------

static bool is_loop(const SynNode *s) {
  return s->kind == SYN_FOR_STMT || s->kind == SYN_RANGE_STMT;
}

static bool is_breakable(const SynNode *s) {
  return is_loop(s) || s->kind == SYN_SWITCH_STMT || s->kind == SYN_TYPE_SWITCH_STMT ||
         s->kind == SYN_SELECT_STMT;
}

static void labelled_branch(Walk *w, SynNode *s) {
  SynNode *ident = s->branch.label;
  bool is_break = s->branch.tok == SYN_BREAK;
  Label *l = find_label(w, ident->ident.name);
  if (!l && has_checker_words(w)) {
    label_error(w, ident, is_break ? "invalid break label %s" : "invalid continue label %s");
    return;
  }
  if (!l) {
    label_error(w, ident,
                is_break ? "break label not defined: %s" : "continue label not defined: %s");
    return;
  }
  l->is_used = true;
  ty_info_set_object(w->c->info, ident, ty_info_object(w->c->info, l->stmt->labeled.label));
  SynNode *target = l->stmt->labeled.stmt;
  if (!l->is_open || !(is_break ? is_breakable(target) : is_loop(target))) {
    label_error(w, ident, is_break ? "invalid break label %s" : "invalid continue label %s");
    return;
  }
  set_target(w, s, target);
}

static void fallthrough(Walk *w, SynNode *s, Targets t, bool is_last) {
  const char *problem = NULL;
  if (t.breaks && t.breaks->kind == SYN_TYPE_SWITCH_STMT)
    problem = "cannot fallthrough in type switch";
  else if (!t.breaks || t.breaks->kind != SYN_SWITCH_STMT || t.clause_of != t.breaks || !is_last)
    problem = "fallthrough statement out of place";
  else if (t.is_last_clause)
    problem = "cannot fallthrough final case in switch";
  if (problem)
    ty_error(w->c, s->loc, GL_DIAG_TY_ERROR, "%s", problem);
}

static void walk_branch(Walk *w, SynNode *s, Targets t, bool is_last) {
  switch (s->branch.tok) {
  case SYN_BREAK:
    if (s->branch.label)
      labelled_branch(w, s);
    else if (t.breaks)
      set_target(w, s, t.breaks);
    else
      ty_error(w->c, s->loc, GL_DIAG_TY_ERROR, "break is not in a loop, switch, or select");
    return;
  case SYN_CONTINUE:
    if (s->branch.label)
      labelled_branch(w, s);
    else if (t.continues)
      set_target(w, s, t.continues);
    else
      ty_error(w->c, s->loc, GL_DIAG_TY_ERROR, "continue is not in a loop");
    return;
  case SYN_GOTO:
    if (s->branch.label)
      GL_VEC_PUSH(w->c->arena, &w->gotos, (Goto){.stmt = s, .place = w->place});
    return;
  case SYN_FALLTHROUGH: fallthrough(w, s, t, is_last); return;
  }
  GL_UNREACHABLE();
}

// --- the walk ------------------------------------------------------------------------------------

static void note_var(Walk *w, Block *b, const SynNode *s) {
  if (s->kind == SYN_ASSIGN_STMT && s->assign.is_define) {
    b->var = s;
    b->var_place = w->place;
  }
  for (uint32_t i = 0; s->kind == SYN_DECL_STMT && i < s->decl_stmt.decls.len; i++)
    if (s->decl_stmt.decls.data[i]->kind == SYN_VAR_DECL) {
      b->var = s->decl_stmt.decls.data[i];
      b->var_place = w->place;
      return;
    }
}

static void walk_clauses(Walk *w, SynNode *s, SynList clauses, Targets t) {
  t.breaks = s;
  t.clause_of = s;
  for (uint32_t i = 0; i < clauses.len; i++) {
    t.is_last_clause = i + 1 == clauses.len;
    walk_list(w, clauses.data[i]->loc, clauses.data[i]->case_clause.body, t);
  }
}

static void walk_select(Walk *w, SynNode *s, Targets t) {
  t.breaks = s;
  for (uint32_t i = 0; i < s->select_stmt.clauses.len; i++) {
    const SynNode *clause = s->select_stmt.clauses.data[i];
    walk_list(w, clause->loc, clause->comm_clause.body, t);
  }
}

static void walk_block(Walk *w, SynNode *block, Targets t) {
  walk_list(w, block->loc, block->block.stmts, t);
}

static void walk_if(Walk *w, SynNode *s, Targets t) {
  for (; s; s = s->if_stmt.els) {
    if (s->kind != SYN_IF_STMT) {
      walk_block(w, s, t);
      return;
    }
    walk_block(w, s->if_stmt.then, t);
  }
}

static void walk_loop(Walk *w, SynNode *s, SynNode *body, Targets t) {
  t.breaks = t.continues = s;
  walk_block(w, body, t);
}

static void walk_labeled(Walk *w, Block *b, SynNode *s, Targets t, bool is_last) {
  Label *l = declare_label(w, b, s);
  if (l)
    l->is_open = true;
  walk_stmt(w, b, s->labeled.stmt, t, is_last);
  if (l)
    l->is_open = false;
}

static void walk_stmt(Walk *w, Block *b, SynNode *s, Targets t, bool is_last) {
  w->place++;
  Targets inner = t;
  inner.clause_of = NULL;
  switch (s->kind) {
  case SYN_DECL_STMT:
  case SYN_ASSIGN_STMT: note_var(w, b, s); return;
  case SYN_LABELED_STMT: walk_labeled(w, b, s, t, is_last); return;
  case SYN_BRANCH_STMT: walk_branch(w, s, t, is_last); return;
  case SYN_BLOCK_STMT: walk_block(w, s, inner); return;
  case SYN_IF_STMT: walk_if(w, s, inner); return;
  case SYN_FOR_STMT: walk_loop(w, s, s->for_stmt.body, inner); return;
  case SYN_RANGE_STMT: walk_loop(w, s, s->range_stmt.body, inner); return;
  case SYN_SWITCH_STMT: walk_clauses(w, s, s->switch_stmt.clauses, inner); return;
  case SYN_TYPE_SWITCH_STMT: walk_clauses(w, s, s->type_switch.clauses, inner); return;
  case SYN_SELECT_STMT: walk_select(w, s, inner); return;
  }
}

static void walk_list(Walk *w, GlLoc start, SynList list, Targets t) {
  Block *b = GL_NEW(w->c->arena, Block);
  b->start = start;
  b->first = w->place;
  uint32_t n = list.len; // empty statements at the end do not count
  while (n > 0 && list.data[n - 1]->kind == SYN_EMPTY_STMT)
    n--;
  for (uint32_t i = 0; i < n; i++)
    walk_stmt(w, b, list.data[i], t, i + 1 == n);
  b->last = w->place;
}

// --- gotos ---------------------------------------------------------------------------------------

static const char *var_text(TyChecker *c, const SynNode *var) {
  SynList names = var->kind == SYN_VAR_DECL ? var->value_decl.names : var->assign.lhs;
  if (var->kind == SYN_VAR_DECL)
    names.len = 1;
  const char *s = "";
  for (uint32_t i = 0; i < names.len; i++)
    s = ty_text(c, "%s%s%s", s, i ? ", " : "", ty_str_expr(c, names.data[i]));
  return s;
}

static void check_goto(Walk *w, const Goto *g) {
  SynNode *ident = g->stmt->branch.label;
  GlName name = ident->ident.name;
  Label *l = find_label(w, name);
  if (!l) {
    label_error(w, ident, has_checker_words(w) ? "label %s not declared" : "label %s not defined");
    return;
  }
  l->is_used = true;
  ty_info_set_object(w->c->info, ident, ty_info_object(w->c->info, l->stmt->labeled.label));
  if (g->place <= l->block->first || g->place > l->block->last) {
    ty_error(w->c, ident->loc, GL_DIAG_TY_ERROR, "goto %s jumps into block starting at %s",
             name->text, ty_str_pos(w->c, l->block->start));
    return;
  }
  set_target(w, g->stmt, l->stmt);
  if (g->place >= l->var_place)
    return;
  if (has_checker_words(w))
    ty_error(w->c, ident->loc, GL_DIAG_TY_ERROR,
             "goto %s jumps over variable declaration at line %u", name->text,
             gl_sources_pos(w->c->world->sources, l->var->loc).line);
  else
    ty_error(w->c, ident->loc, GL_DIAG_TY_ERROR, "goto %s jumps over declaration of %s at %s",
             name->text, var_text(w->c, l->var), ty_str_pos(w->c, l->var->loc));
}

void ty_check_branches(TyChecker *c, SynNode *body) {
  Walk w = {.c = c, .place = 1};
  walk_list(&w, body->loc, body->block.stmts, (Targets){0});
  for (uint32_t i = 0; i < w.gotos.len; i++)
    check_goto(&w, &w.gotos.data[i]);
  for (uint32_t i = 0; i < w.labels.len; i++)
    if (!w.labels.data[i]->is_used)
      label_error(&w, w.labels.data[i]->stmt->labeled.label,
                  has_checker_words(&w) ? "label %s declared and not used"
                                        : "label %s defined and not used");
}
