/* What follows from the declarations: the members that model.h calls derived. */
#ifndef LUNETTE_MODEL_DERIVE_H
#define LUNETTE_MODEL_DERIVE_H

#include "model/builder.h"

/* Called once, when all references are resolved. */
void derive_model(struct builder *builder);

#endif
