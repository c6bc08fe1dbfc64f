/* JSON out of what the program holds; the only such place for answers that are no findings. */
#ifndef LUNETTE_EMIT_JSON_H
#define LUNETTE_EMIT_JSON_H

#include <stddef.h>

#include "base/buf.h"

/* Rows of cells as an array of objects, keyed by the heads. NULL cells are left out; any bytes are
 * accepted, what is no UTF-8 becomes U+FFFD. Ends with a newline. */
void json_add_rows(struct buf *out, const char *const *heads, size_t columns,
                   const char *const *cells, size_t rows);

#endif
