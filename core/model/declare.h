/* The declaration that a reference lacks, as one would write it. */
#ifndef LUNETTE_MODEL_DECLARE_H
#define LUNETTE_MODEL_DECLARE_H

#include "model/builder.h"

/* What to do about a name that `by` refers to in a field and nothing declares, with a declaration that can be pasted
 * as it stands: of the first kind the field takes, with what the model says of it already, the context of the service
 * that refers to it and the endpoints that are called. In the arena of the builder's findings. */
const char *declare_help(const struct builder *builder, const struct lunette_item *by,
                         const struct schema_field *field, const char *name);

/* The same where no item refers to it: a declaration of this kind. */
const char *declare_kind(const struct builder *builder, enum lunette_kind kind, const char *name);

#endif
