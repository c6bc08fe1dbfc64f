/* The rules of data/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_DATA_RULES_H
#define LUNETTE_PLUGINS_CHECK_DATA_RULES_H

#include "lunette/plugin.h"

/* sharing.c: more than one service at one store */
extern const struct lunette_rule rule_shared_store;
extern const struct lunette_rule rule_foreign_store;

/* ownership.c: stores without an owner or a user */
extern const struct lunette_rule rule_unowned_store;
extern const struct lunette_rule rule_unused_store;

/* exposure.c: what anybody may read */
extern const struct lunette_rule rule_sensitive_exposed;

#endif
