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

#endif
