#include "methods.h"

#include <strings.h>

enum lunette_kind method_kind(const char *word)
{
    static const char *const words[METHOD_COUNT] = {"GET",    "POST", "PUT",    "PATCH",
                                                    "DELETE", "HEAD", "OPTIONS"};
    for (int i = 0; i < METHOD_COUNT; i++)
        if (strcasecmp(words[i], word) == 0)
            return (enum lunette_kind)(LUNETTE_GET + i);
    return LUNETTE_NO_KIND;
}

bool method_changes_state(enum lunette_kind kind)
{
    return kind == LUNETTE_POST || kind == LUNETTE_PUT || kind == LUNETTE_PATCH ||
           kind == LUNETTE_DELETE || kind == LUNETTE_MUTATION;
}
