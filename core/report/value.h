/* JSON values as the reports build them. */
#ifndef LUNETTE_REPORT_VALUE_H
#define LUNETTE_REPORT_VALUE_H

#include <jansson.h>
#include <stddef.h>

#include "base/buf.h"

/* A string of any bytes: what is no UTF-8 becomes U+FFFD. */
json_t *value_text(const char *text);

/* The same, of at most so many code points; what is cut ends with an ellipsis. */
json_t *value_text_cut(const char *text, size_t most);

/* Sets a member; NULL sets none. */
void value_set_text(json_t *object, const char *key, const char *text);

/* Writes the value, a newline behind it, and releases it. */
void value_write(struct buf *out, json_t *value);

#endif
