/* JSON values for the page. */
#ifndef LUNETTE_PAGE_VALUES_H
#define LUNETTE_PAGE_VALUES_H

#include <jansson.h>

#include "base/buf.h"
#include "lunette/model.h"

/* A string as a page may show it: control and bidi characters and what is no UTF-8 become U+FFFD. */
json_t *values_text(const char *text);

/* Sets a member; NULL sets none. */
void values_set_text(json_t *object, const char *key, const char *text);

/* "file" and "line" of the item, or of the nearest around it that has a line. */
void values_set_place(json_t *object, const struct lunette_model *model,
                      const struct lunette_item *item);

/* Writes JSON so that it can stand in a script element: '<', '>' and '&' are written as \u escapes. The line
 * separators U+2028 and U+2029 are control characters, which values_text lets nobody pass. */
void values_write_inert(const json_t *value, struct buf *out);

#endif
