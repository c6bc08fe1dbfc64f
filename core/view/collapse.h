/* Keeping a picture readable: whole groups as one box each. */
#ifndef LUNETTE_VIEW_COLLAPSE_H
#define LUNETTE_VIEW_COLLAPSE_H

#include "view/picture.h"
#include "view/view.h"

/* Does nothing while boxes and lines are within the options' limits. Above them every context
 * becomes one box, or, when that is not enough, every outermost context; boxes without a context
 * stay. Where this would leave fewer than two contexts or save nothing, the boxes stay as they
 * are. A store that only one box uses then goes into that box, and around an entity the contexts
 * that lines come from, lead to, or both, become one box each. When there are still too many lines between contexts, the weakest boxes stand aside and
 * the weakest lines are left out; other lines lose their labels. All of it is noted in the picture.
 * `merged` is as for lines_merge. */
void collapse_apply(struct picture *picture, const struct view_options *options, bool merged);

#endif
