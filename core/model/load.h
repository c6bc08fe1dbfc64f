/* How often workloads make their requests: what stands behind reporter->loads of lunette/diag.h. */
#ifndef LUNETTE_MODEL_LOAD_H
#define LUNETTE_MODEL_LOAD_H

#include "base/arena.h"
#include "lunette/diag.h"

/* In the arena; never NULL. Only calls count (a -> b), not replies or what goes by a topic; a
 * message to oneself is no request. A loop may end before it begins. A workload without a rate
 * makes at_most INFINITY. Linear in the model, but for several calls that join one pair, which each
 * message between the two looks at. */
struct lunette_loads *load_build(struct arena *arena, const struct lunette_model *model);

#endif
