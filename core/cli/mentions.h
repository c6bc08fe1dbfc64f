/* Who names an entity, of any kind. */
#ifndef LUNETTE_CLI_MENTIONS_H
#define LUNETTE_CLI_MENTIONS_H

#include <stddef.h>

#include "base/arena.h"
#include "lunette/model.h"

struct mention {
    const struct lunette_item *by; /* declared at the top */
    const char *as;                /* "orchestrator, service of step", "11 messages" */
};

/* Everything that names `wanted` besides calls, messages and consumptions, each once, in the order
 * of declaration. Of what has no name, `as` tells whom else it names. Lives in `arena`. */
size_t mentions_find(const struct lunette_model *model, const struct lunette_item *wanted,
                     struct arena *arena, const struct mention **out);

#endif
