/* What governs each sync call: its own word, or the default declared for every call to its target. */
#ifndef LUNETTE_MODEL_POLICIES_H
#define LUNETTE_MODEL_POLICIES_H

#include "model/builder.h"

/* Sets the derived members of every dependency (model.h). After references are resolved and the model's
 * lists are made. Linear. */
void policies_derive(struct builder *builder);

#endif
