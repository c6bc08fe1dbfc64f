/* Answers in columns: as text, JSON or CSV. */
#ifndef LUNETTE_CLI_TABLE_H
#define LUNETTE_CLI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "cli/args.h"
#include "emit/json.h"

/* Set arena, heads, columns and what else is wanted; zero the rest. Cells are kept by pointer; NULL is an empty
 * cell. */
struct table {
    struct arena *arena;
    const char *const *heads;
    const enum json_column *types; /* in JSON, one for each column; NULL: all text */
    size_t columns;
    size_t page; /* what a row of text is to fit into, such as wrap_page gives; 0: anything */
    const char **cells; /* row by row */
    size_t rows;
    size_t capacity;
};

void table_add(struct table *table, const char *const *cells);

/* `format`: NULL or "text", "json" (an array of objects), "csv" (RFC 4180). Text is escaped for each. Where a row of
 * text does not fit into the page, the widest columns but the first stand below it, in lines of their own. */
void table_write(const struct table *table, const char *format, struct buf *out);

/* Whether --format names one of these; else false after one line on standard error. */
bool table_knows_format(const struct args *args);

#endif
