/* Findings, where they are. */
#ifndef LUNETTE_VIEW_MARKS_H
#define LUNETTE_VIEW_MARKS_H

#include "view/lines.h"
#include "view/picture.h"
#include "view/view.h"

/* Marks each finding once: on the nearest thing drawn that its item is or is part of (a line, a
 * box, a group), else on the box of the service that the item is about. An alias has the marks of
 * what it repeats. A finding on something that is not in the picture is left out. At most 9 marks
 * in one place, the severest first, then in the order of the findings. */
void marks_place(struct picture *picture, struct lines *lines, const struct view_options *options);

/* The same for any picture: `places` leads from an item to the struct lunette_marks of what shows it. */
void marks_place_findings(const struct map *places, struct arena *arena,
                          const struct view_options *options);

/* Findings on the item are drawn there, unless it has a place already. NULL has none. */
void marks_may_stand(struct map *places, const struct lunette_item *item,
                     struct lunette_marks *marks);

#endif
