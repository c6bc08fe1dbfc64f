/* The part of a source line that is shown. */
#ifndef LUNETTE_REPORT_EXCERPT_H
#define LUNETTE_REPORT_EXCERPT_H

#include <stddef.h>

#include "base/buf.h"
#include "diag/finding.h"

/* Where the span stands in what was added, in columns. */
struct excerpt {
    size_t column, width;
};

/* Adds the line the place begins in, escaped: all of it, or a window around the span, with an ellipsis where it is
 * cut. It takes at most `room` columns; 0: as many as are of use in a log. */
struct excerpt excerpt_add(struct buf *out, const struct finding_place *place, size_t room);

#endif
