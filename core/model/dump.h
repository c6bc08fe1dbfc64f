/* The whole model as JSON, stable to the byte. */
#ifndef LUNETTE_MODEL_DUMP_H
#define LUNETTE_MODEL_DUMP_H

#include "base/buf.h"
#include "lunette/model.h"

/* Every kind a plural key, every entity with its name, its fields (canonical units in the key) and its
 * place; references as names; what nothing declares once more under "unresolved". */
void dump_model(const struct lunette_model *model, struct buf *out);

/* Entities the same way, in the order of their kinds: one as an object of its own, several in lists by kind. */
void dump_items(const struct lunette_model *model, const struct lunette_items *items,
                struct buf *out);

#endif
