/* JSON values, as everything that writes JSON builds them. */
#ifndef LUNETTE_BASE_VALUE_H
#define LUNETTE_BASE_VALUE_H

#include <jansson.h>
#include <stddef.h>

#include "base/buf.h"

/* A string of any bytes: what is no UTF-8 becomes U+FFFD. */
json_t *value_text(const char *text);

/* Sets a member; NULL sets none. */
void value_set_text(json_t *object, const char *key, const char *text);

/* Adds the value, written with jansson's flags, and releases it. */
void value_add(struct buf *out, json_t *value, size_t flags);

/* Adds the value as a document, each member on a line of its own, and releases it. */
void value_add_document(struct buf *out, json_t *value);

#endif
