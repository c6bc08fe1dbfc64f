/* Text in lines of a terminal. */
#ifndef LUNETTE_CLI_WRAP_H
#define LUNETTE_CLI_WRAP_H

#include <stddef.h>

#include "base/buf.h"

enum { WRAP_USUAL = 80 }; /* columns of a terminal where nobody asked for its width */

/* Adds the text, broken between words into lines of at most `columns` columns, each after `indent` blanks and ended
 * by a newline. A word that is longer has a line of its own. The text is escaped already. */
void wrap_add(struct buf *out, const char *text, size_t indent, size_t columns);

#endif
