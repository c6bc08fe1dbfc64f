/* The weakest boxes aside, where all of them with their lines would be a thicket. */
#ifndef LUNETTE_VIEW_ASIDE_H
#define LUNETTE_VIEW_ASIDE_H

#include "view/picture.h"

/* When there are far more than `most` boxes, those that least passes through come into a group of
 * their own, small and without their lines; they are still there to be found. Noted. `merged` is as for
 * lines_merge. */
void aside_apply(struct picture *picture, size_t most, bool merged);

#endif
