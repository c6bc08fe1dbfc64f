/* One line on standard error from the process that watches the worker. */
#ifndef LUNETTE_JAIL_SAY_H
#define LUNETTE_JAIL_SAY_H

#include "base/buf.h"

/* "lunette: ", the text, a newline, in one write. Whatever is not printable ASCII is shown as \xNN:
 * the words may be the worker's, and a terminal obeys more than newlines. */
void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The bytes as a line may show them. */
void say_add_escaped(struct buf *line, const char *text, size_t length);

#endif
