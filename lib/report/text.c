#include "golite/report/report.h"
void rep_print_m(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o) {
  (void)out, (void)p, (void)r, (void)o;
}
void rep_print_explain(FILE *out, const GirProgram *p, const EscResult *r, const RepOptions *o) {
  (void)out, (void)p, (void)r, (void)o;
}
