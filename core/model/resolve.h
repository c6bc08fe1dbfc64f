/* From names to entities: the last step that writes to a model. */
#ifndef LUNETTE_MODEL_RESOLVE_H
#define LUNETTE_MODEL_RESOLVE_H

#include "model/builder.h"

/* Finishes the builder and resolves every reference; what nothing declares becomes model/unresolved, with
 * the nearest name of the kinds wanted. Then fills what model.h calls derived. */
void resolve_model(struct builder *builder);

#endif
