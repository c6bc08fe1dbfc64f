/* What is around an entity as a few boxes, where its contexts would be too many. */
#ifndef LUNETTE_VIEW_GATHER_H
#define LUNETTE_VIEW_GATHER_H

#include "view/picture.h"

struct gathered {
    size_t count;        /* groups that are now in a new one; 0: nothing was done */
    int32_t first_group; /* of the new ones */
    int32_t *into;       /* of each group before: the new one; 0: none */
};

/* Gives the contexts that lines come from a group of their own, those that lines lead to
 * another, and those with both a third; a single one stays by itself. */
struct gathered gather_start(struct picture *picture);

/* When each of these groups has become a box: names in it what it stands for. Noted. */
void gather_finish(struct picture *picture, const struct gathered *gathered);

/* "contexts" or "teams": what boxes stand for when they stand for several. */
const char *gather_word(const struct picture *picture);

#endif
