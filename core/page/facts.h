/* The fields of an entity as people read them. */
#ifndef LUNETTE_PAGE_FACTS_H
#define LUNETTE_PAGE_FACTS_H

#include <jansson.h>

#include "page/entities.h"

/* [{"key":"owner","values":[{"text":"checkout","to":12}]}]: every field that the model gives, in the order of
 * the schema, without those that are links of their own. */
json_t *facts_value(const struct entities *entities, const struct lunette_item *item);

#endif
