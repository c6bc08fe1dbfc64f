/* What a declared view takes out of the picture. */
#ifndef LUNETTE_VIEW_FILTER_H
#define LUNETTE_VIEW_FILTER_H

#include "view/picture.h"

/* Keeps what `include` matches (everything when it is empty) and `exclude` does not, then of that
 * what lies at most `depth` steps (1 when unsaid) from `around`, in either direction of the edges.
 *
 * A pattern matches a box by name, with * and ?; by a tag; by its kind ("datastore"); or by the
 * name of the context that it belongs to or of one around that. A store goes with its owner, and a
 * topic with a publisher and a consumer that are both kept, unless excluded. What matches nothing
 * is noted in the picture. */
void filter_apply(struct picture *picture, const struct lunette_declared_view *view);

#endif
