/* Sorting by numbers of contexts, in linear time. */
#ifndef LUNETTE_PLUGINS_CHECK_CONTEXTS_SORT_H
#define LUNETTE_PLUGINS_CHECK_CONTEXTS_SORT_H

#include "lunette/diag.h"

/* A copy of the items, sorted by a key below key_count; items of one key keep their order, so that
 * sorting by the least key first sorts by several. In memory of the reporter's alloc. */
void *sort_by_key(struct lunette_reporter *reporter, const void *items, size_t count, size_t size,
                  uint32_t (*key_of)(const void *item), size_t key_count);

#endif
