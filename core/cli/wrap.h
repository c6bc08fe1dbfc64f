/* Text in lines of a terminal. */
#ifndef LUNETTE_CLI_WRAP_H
#define LUNETTE_CLI_WRAP_H

#include <stddef.h>

#include "base/buf.h"

enum { WRAP_USUAL = 80 }; /* columns of a terminal where nobody asked for its width */

/* Columns of the terminal that standard output is; 0: it is none. To be asked before the jail closes. */
size_t wrap_page(void);

/* Adds the text, which is escaped already, broken between words into lines of at most `columns` columns, each after
 * `indent` blanks, and a newline. Goes on in the line that was begun: what stands in it stands in the indentation.
 * A word that is longer than a line is not broken. */
void wrap_add(struct buf *out, const char *text, size_t indent, size_t columns);

#endif
