/// \file
/// Verdicts → GIR: writes `GirSite.placement` and `GirFunc.param_facts`, makes result-buffer
/// clones. Decides no lifetime.

#ifndef GOLITE_PLACEMENT_PLACEMENT_H
#define GOLITE_PLACEMENT_PLACEMENT_H
#include "golite/escape/escape.h"

void plc_run(GirProgram *p, const EscResult *r);

#endif
