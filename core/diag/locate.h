/* Finding a field in the source text.
 *
 * Lua tells the line where a constructor call stands and nothing of the tables inside it. So when
 * there is something to blame, and only then, the text is scanned from that line: first the
 * constructor (`sync "payment-service"`), then step by step into its table.
 *
 * The scan is lexical: it knows Lua's strings (short and long), comments, numbers and brackets, not
 * its grammar. What it cannot find (a table that came from a variable) it leaves out: the answer is
 * then the span of the innermost thing it did find. */
#ifndef LUNETTE_DIAG_LOCATE_H
#define LUNETTE_DIAG_LOCATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "diag/source.h"

/* Lines and columns count from 1; columns count code points (a byte that is no valid UTF-8 counts
 * as one); end_column is the first column behind the span. A span is never empty. */
struct source_span {
    uint32_t line, column;
    uint32_t end_line, end_column;
};

/* One step into a table constructor: the entry with a key, or the index-th entry without one
 * (from 1; keyed entries are not counted). */
struct locate_step {
    const char *key; /* NULL for a step by index */
    size_t index;
};

/* Whether the key as written names the wanted field: the schema's aliases live with the caller. */
typedef bool (*locate_same_key)(const char *written, size_t length, const char *wanted,
                                const void *context);

struct locate_query {
    const struct source_file *file;
    uint32_t line;            /* where the constructor call stands */
    const char *const *heads; /* NULL-ended: names the constructor goes by; NULL: the line itself,
                                 and no steps are followed */
    const char *name;         /* its first argument, or NULL */
    bool may_be_bare;         /* the name of the constructor may also stand without a call */
    uint32_t column;          /* where it starts, if several on the line fit equally; 0: not known */
    const struct locate_step *steps;
    size_t step_count;
    bool blame_key;           /* span of the last step's key instead of its value */
    locate_same_key same_key; /* NULL: byte equality */
    const void *context;      /* handed to same_key */
};

/* The best span for the query and, in `*found`, how many steps were followed (NULL is fine).
 *
 * The call is looked for on the line first, there preferring the one with the literal name to one
 * whose name is computed, then up to three lines above and below: Lua's versions differ on the line
 * of a call that is spread over several. When it is not found the span is the line without its
 * blanks (its first column when it is empty or not in the file).
 *
 * With no step the span is `kind "name"` (or just `kind`), without the table behind it.
 * A value that is a table constructor is shown as its key, or as its opening brace when it has no
 * key; one that is a constructor call (`canary { … }`, `sync "b" { … }`) as that call's head.
 * A span never goes past its first line. */
struct source_span locate_span(const struct locate_query *query, size_t *found);

/* Whether more than one call on the line is the wanted one for all that is known of it, such as both of
 * `to "a" { … }, to "a" { … }`. The way into the table that holds them tells which. */
bool locate_is_ambiguous(const struct locate_query *query);

/* The span of bytes of the text that lie on one line. */
struct source_span locate_bytes(const struct source_file *file, size_t start, size_t end);

#endif
