/* Lines in a picture: path and head, and above the boxes their words and signs. */
#ifndef LUNETTE_GRAPH_STROKES_H
#define LUNETTE_GRAPH_STROKES_H

#include "form.h"

enum { STROKE_SIGNS = 4 }; /* on one line, at most */

/* Where the signs of this line stand when nothing is in their way: its breaker, the role boxes at
 * its ends, and the mark of a finding that no label stands beside. Returns how many. */
size_t stroke_expect_signs(const struct form *form, const struct layout *layout, size_t line,
                           struct lunette_canvas *canvas, struct scene_box signs[STROKE_SIGNS]);

/* The curves already lie where they belong on the page. */
void stroke_draw_lines(struct scene *scene, const struct lunette_view *view,
                       const struct layout *layout);

/* Labels, role boxes, findings, breakers and crosses: drawn after all boxes and lines, so that
 * nothing covers them. */
void stroke_draw_words(struct scene *scene, const struct lunette_view *view,
                       const struct form *form, const struct layout *layout);

#endif
