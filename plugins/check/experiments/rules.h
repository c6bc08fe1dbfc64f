/* The rules of experiments/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_EXPERIMENTS_RULES_H
#define LUNETTE_PLUGINS_CHECK_EXPERIMENTS_RULES_H

#include "lunette/plugin.h"

/* limits.c: what an experiment watches, and when it stops */
extern const struct lunette_rule rule_no_steady_state;
extern const struct lunette_rule rule_no_abort;

/* blast.c, unmeasured.c: whom the fault reaches, and whether anybody is there */
extern const struct lunette_rule rule_blast_radius;
extern const struct lunette_rule rule_unmeasured;

#endif
