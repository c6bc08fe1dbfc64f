/* JSON out of what the program holds; the only such place for answers that are no findings. */
#ifndef LUNETTE_EMIT_JSON_H
#define LUNETTE_EMIT_JSON_H

#include <stddef.h>

#include "base/buf.h"
#include "base/tree.h"

/* How the cells of a column are written. */
enum json_column { JSON_COLUMN_TEXT, JSON_COLUMN_INTEGER };

/* One string with its quotes; any bytes are accepted, what is no UTF-8 becomes U+FFFD. */
void json_add_string(struct buf *out, const char *text);

/* Rows of cells as an array of objects, keyed by the heads. `types` has one for each column; NULL:
 * all are text. NULL cells are left out; any bytes are accepted, what is no UTF-8 becomes U+FFFD.
 * Ends with a newline. */
void json_add_rows(struct buf *out, const char *const *heads, const enum json_column *types,
                   size_t columns, const char *const *cells, size_t rows);

/* A whole document, one entry a line, indented by two blanks; ends with a newline. */
void json_add_document(struct buf *out, const struct tree *tree);

#endif
