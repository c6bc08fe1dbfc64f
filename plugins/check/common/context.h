/* Contexts that lie in one another, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_CONTEXT_H
#define LUNETTE_PLUGINS_CHECK_COMMON_CONTEXT_H

#include "lunette/plugin.h"

/* Contexts nested deeper are taken at this depth: a model may nest them in a circle, and no map known to us nests more
 * than three levels. */
enum { CONTEXT_NESTING = 8 };

/* Whether the one context is the other, or lies in it. */
bool context_lies_in(const struct lunette_item *inner, const struct lunette_item *outer);

/* The same, either way. */
bool context_are_kin(const struct lunette_item *a, const struct lunette_item *b);

#endif
