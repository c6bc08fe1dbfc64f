/* Comma-separated values, RFC 4180. */
#ifndef LUNETTE_EMIT_CSV_H
#define LUNETTE_EMIT_CSV_H

#include <stddef.h>

#include "base/buf.h"

/* One row, ended by CR LF. Every cell is quoted when it has to be; one that a spreadsheet would take for
 * a formula (= + - @ tab at its start) gets a quote mark in front, as OWASP advises. NULL is empty. */
void csv_add_row(struct buf *out, const char *const *cells, size_t columns);

#endif
