/* From a path to a resolved model: evaluate, freeze, resolve. */
#ifndef LUNETTE_SCRIPT_EVALUATE_H
#define LUNETTE_SCRIPT_EVALUATE_H

#include <stdbool.h>

#include "base/stopwatch.h"
#include "diag/finding.h"
#include "diag/source.h"
#include "model/builder.h"
#include "script/declarations.h"
#include "script/state.h"

/* Set script.limits, .arena, .sources, .root, .root_path and .library, and diag, zero the rest. */
struct evaluation {
    struct script script;
    struct diag *diag;
    struct stopwatch *watch; /* laps: evaluate, decode, resolve; NULL: nobody asks */
    struct declarations declarations;
    struct builder builder;
    const struct lunette_model *model; /* const from here on; NULL after a failure */
};

/* `first_file` is relative to the root. On failure returns false, and the failure is in diag as a finding of
 * one of model/syntax, runtime, forbidden, source, limit, and in script.failure. */
bool evaluate_model(struct evaluation *evaluation, const char *first_file);

/* Adds script.failure, where it says, as a finding of the rule and with the help of its class. */
struct lunette_finding *evaluate_report_failure(struct evaluation *evaluation);

#endif
