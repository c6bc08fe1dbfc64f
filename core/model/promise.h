/* What services promise and what they rest on: what stands behind reporter->promises of
 * lunette/diag.h. */
#ifndef LUNETTE_MODEL_PROMISE_H
#define LUNETTE_MODEL_PROMISE_H

#include "base/arena.h"
#include "lunette/diag.h"

/* In the arena; never NULL. `calls` is the model's, see calls.h. Linear. */
struct lunette_promises *promise_build(struct arena *arena, const struct lunette_model *model,
                                       const struct lunette_call_graph *calls);

#endif
