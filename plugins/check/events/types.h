/* Types of fields, as people write them. */
#ifndef LUNETTE_PLUGINS_CHECK_EVENTS_TYPES_H
#define LUNETTE_PLUGINS_CHECK_EVENTS_TYPES_H

#include <stdbool.h>

/* Whether a reader that expects one type can take what is given as the other. True where either
 * is "". Case, a length or element type ("varchar(36)", "list<item>") and a "?" at the end make
 * no difference. A type outside the table may be anything that is in it ("OrderStatus" a
 * string), but no other that is not. */
bool types_fit(const char *given, const char *expected);

#endif
