/* Every item of a model, top down: entities as they are declared, each followed by its parts. */
#ifndef LUNETTE_MODEL_WALK_H
#define LUNETTE_MODEL_WALK_H

#include "lunette/model.h"
#include "model/schema.h"

typedef void walk_function(const struct lunette_item *item, void *context);

void walk_model(const struct lunette_model *model, walk_function *each, void *context);

/* The model's list of a kind that is declared at the top. */
const struct lunette_items *walk_list(const struct lunette_model *model,
                                      const struct schema_kind *kind);

#endif
