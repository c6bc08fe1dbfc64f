/* The one escaper for terminals and logs. */
#ifndef LUNETTE_REPORT_TERMINAL_H
#define LUNETTE_REPORT_TERMINAL_H

#include <stddef.h>

#include "base/buf.h"
#include "diag/finding.h"

/* Adds text of unknown origin: control characters, bidi controls and line separators become visible
 * escapes (\x1b, \u202e), invalid UTF-8 U+FFFD; newlines become "\n", so that one text stays one line. What a CI's log
 * takes for a command ("::" where the text begins, "##[" anywhere) is broken up by a backslash. */
void terminal_add(struct buf *out, const char *text, size_t length);

/* The same for a NUL-ended text; NULL adds nothing. */
void terminal_add_text(struct buf *out, const char *text);

/* Adds "model.lua:12:3", as much of it as is known. */
void terminal_add_place(struct buf *out, const struct finding_place *place);

/* Columns that escaped text takes on a terminal: wide characters (East Asian, emoji) count two. */
size_t terminal_width(const char *text, size_t length);

enum terminal_paint {
    TERMINAL_PLAIN,
    TERMINAL_BOLD,
    TERMINAL_DIM,
    TERMINAL_RED,
    TERMINAL_YELLOW,
    TERMINAL_BLUE
};

/* Switches to this paint from here on. */
void terminal_paint(struct buf *out, enum terminal_paint paint);

/* How lines are broken. */
struct terminal_wrap {
    size_t width;       /* columns of the terminal; 0: lines stay whole */
    size_t column;      /* where the text begins, from 0 */
    size_t indent;      /* columns of the margin */
    const char *margin; /* before each further line; may hold escape sequences */
};

/* Adds a text that is escaped already, broken at blanks, but not at those within a string of code. A word that is longer than a line stays
 * whole. */
void terminal_break(struct buf *out, const char *text, const struct terminal_wrap *wrap);

/* The same for a text of unknown origin, as terminal_add_text adds it. */
void terminal_add_wrapped(struct buf *out, const char *text, const struct terminal_wrap *wrap);

#endif
