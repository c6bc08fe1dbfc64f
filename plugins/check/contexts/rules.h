/* The rules of contexts/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_RULES_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_RULES_H

#include "lunette/plugin.h"

/* needs.c: what is declared against what is done */
extern const struct lunette_rule rule_undeclared_relationship;
extern const struct lunette_rule rule_wrong_direction;
extern const struct lunette_rule rule_separate_ways_violated;
extern const struct lunette_rule rule_unused_relationship;

/* pairs.c: one relationship, or two of one pair */
extern const struct lunette_rule rule_self_relationship;
extern const struct lunette_rule rule_duplicate_relationship;

/* roles.c: patterns and roles that do not go together */
extern const struct lunette_rule rule_role_on_wrong_side;
extern const struct lunette_rule rule_role_on_symmetric;
extern const struct lunette_rule rule_conformist_with_acl;
extern const struct lunette_rule rule_customer_supplier_roles;

/* cycle.c, kernel.c: the shape of the whole map */
extern const struct lunette_rule rule_contexts_cycle;
extern const struct lunette_rule rule_shared_kernel_too_wide;

/* boundary.c: what an open host and a translation layer promise */
extern const struct lunette_rule rule_open_host_without_contract;
extern const struct lunette_rule rule_bypassed_acl;

/* members.c, language.c: what is inside a context */
extern const struct lunette_rule rule_contexts_many_owners;
extern const struct lunette_rule rule_empty;
extern const struct lunette_rule rule_too_large;
extern const struct lunette_rule rule_term_conflict;

#endif
