/* From edges to lines. */
#ifndef LUNETTE_VIEW_LINES_H
#define LUNETTE_VIEW_LINES_H

#include "view/picture.h"

struct lines {
    struct lunette_line *items;  /* ids and marks come when they are drawn */
    struct picture_edge **edges; /* of each line, linked by their next, in order */
    size_t count;
};

/* The lines that the picture's edges make, in the order of their first edge. Edges of one role
 * between the same two boxes share a line when `merged`; the same event said twice weighs once.
 * Lives in the picture's arena; good until the next merge or replacement of boxes. */
struct lines lines_merge(struct picture *picture, bool merged);

/* Gives every line what is written on it. */
void lines_add_labels(struct picture *picture, struct lines *lines);

#endif
