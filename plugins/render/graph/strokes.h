/* Lines in a picture: path and head, and above the boxes their words and signs. */
#ifndef LUNETTE_GRAPH_STROKES_H
#define LUNETTE_GRAPH_STROKES_H

#include "form.h"

/* The curves already lie where they belong on the page. */
void stroke_draw_lines(struct scene *scene, const struct lunette_view *view,
                       const struct layout *layout);

/* Labels, role boxes, findings, breakers and crosses: drawn after all boxes and lines, so that
 * nothing covers them. */
void stroke_draw_words(struct scene *scene, const struct lunette_view *view,
                       const struct form *form, const struct layout *layout);

#endif
