#include "common/context.h"

bool context_lies_in(const struct lunette_item *inner, const struct lunette_item *outer)
{
    for (size_t depth = 0; inner && depth < CONTEXT_NESTING; depth++) {
        if (inner == outer)
            return true;
        inner = ((const struct lunette_context *)inner)->parent.to;
    }
    return false;
}

bool context_are_kin(const struct lunette_item *a, const struct lunette_item *b)
{
    return context_lies_in(a, b) || context_lies_in(b, a);
}
