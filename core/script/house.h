/* The model's own rules: run in its sandbox, over the frozen view, within what is left of its limits. */
#ifndef LUNETTE_SCRIPT_HOUSE_H
#define LUNETTE_SCRIPT_HOUSE_H

#include <stdbool.h>
#include <stddef.h>

#include "script/evaluate.h"

struct house {
    struct evaluation *evaluation; /* of a model that could be read; findings go to its diag */

    /* The severity to run a rule with, whose own is `own`. LUNETTE_OFF: it does not run. */
    enum lunette_severity (*severity)(void *context, const char *rule, enum lunette_severity own);

    /* Whether rules of this family, the part of an id before '/', come from elsewhere. */
    bool (*is_taken)(void *context, const char *family, size_t length);

    void *context; /* of the functions */
};

/* Runs every rule the model declares and adds their findings. An error in a rule is a finding at its
 * line, and the next rule runs; a limit ends them all with one finding. Costs nothing when there is no
 * rule. Once for an evaluation: what else was declared in Lua is given up. */
void house_run(const struct house *house);

#endif
