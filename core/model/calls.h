/* The graph of sync calls between services: what stands behind reporter->calls of lunette/diag.h. */
#ifndef LUNETTE_MODEL_CALLS_H
#define LUNETTE_MODEL_CALLS_H

#include "base/arena.h"
#include "lunette/diag.h"

/* In the arena; never NULL. Linear. */
struct lunette_call_graph *calls_build(struct arena *arena, const struct lunette_model *model);

#endif
