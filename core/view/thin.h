/* The strongest lines only, where all of them would be a thicket. */
#ifndef LUNETTE_VIEW_THIN_H
#define LUNETTE_VIEW_THIN_H

#include "view/picture.h"

/* Between the same two boxes, calls that their callers can do without become as hard as the
 * others. */
void thin_join_calls(struct picture *picture);

/* Leaves out the weakest lines until `most` are left; what was connected stays connected, with more
 * lines if need be. Noted. `merged` is as for lines_merge. */
void thin_apply(struct picture *picture, size_t most, bool merged);

#endif
