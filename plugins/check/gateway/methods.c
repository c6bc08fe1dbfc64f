#include "methods.h"

#include <string.h>

#include "common/operation.h"

enum lunette_kind method_kind(const char *word)
{
    return operation_kind(word, strlen(word));
}

bool method_changes_state(enum lunette_kind kind)
{
    return kind == LUNETTE_POST || kind == LUNETTE_PUT || kind == LUNETTE_PATCH ||
           kind == LUNETTE_DELETE || kind == LUNETTE_MUTATION;
}
