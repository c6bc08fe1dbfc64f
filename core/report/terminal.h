/* The one escaper for terminals and logs. */
#ifndef LUNETTE_REPORT_TERMINAL_H
#define LUNETTE_REPORT_TERMINAL_H

#include <stddef.h>

#include "base/buf.h"

/* Adds text of unknown origin: control characters, bidi controls and line separators become visible
 * escapes (\x1b, \u202e), invalid UTF-8 U+FFFD; newlines become "\n", so that one text stays one line. What a CI's log
 * takes for a command ("::" where the text begins, "##[" anywhere) is broken up by a backslash. */
void terminal_add(struct buf *out, const char *text, size_t length);

/* The same for a NUL-ended text; NULL adds nothing. */
void terminal_add_text(struct buf *out, const char *text);

/* Columns that escaped text takes on a terminal: wide characters (East Asian, emoji) count two. */
size_t terminal_width(const char *text, size_t length);

#endif
