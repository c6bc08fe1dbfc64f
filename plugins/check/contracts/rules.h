/* The rules of contracts/, in the order of their table. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTRACTS_RULES_H
#define LUNETTE_PLUGINS_CHECK_CONTRACTS_RULES_H

#include "lunette/plugin.h"

/* unknown.c, missing.c: what callers name against what is declared */
extern const struct lunette_rule rule_unknown_endpoint;
extern const struct lunette_rule rule_missing_contract;

/* duplicate.c, deprecated.c, unused.c: endpoints and their users */
extern const struct lunette_rule rule_duplicate_endpoint;
extern const struct lunette_rule rule_deprecated_in_use;
extern const struct lunette_rule rule_deprecated_without_sunset;
extern const struct lunette_rule rule_unused_endpoint;

/* verbs.c, versions.c: how paths are named */
extern const struct lunette_rule rule_verb_in_path;
extern const struct lunette_rule rule_version_sprawl;

#endif
