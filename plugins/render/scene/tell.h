/* What an element says about itself: the texts shown when pointed at, and its place in the
 * model. */
#ifndef LUNETTE_SCENE_TELL_H
#define LUNETTE_SCENE_TELL_H

#include "lunette/plugin.h"
#include "scene/scene.h"

struct scene_element tell_box(const struct lunette_view *view, const struct lunette_box *box,
                              struct lunette_canvas *canvas);
struct scene_element tell_line(const struct lunette_view *view, const struct lunette_line *line,
                               struct lunette_canvas *canvas);
struct scene_element tell_group(const struct lunette_view *view, const struct lunette_group *group,
                                struct lunette_canvas *canvas);
struct scene_element tell_lifeline(const struct lunette_view *view,
                                   const struct lunette_lifeline *lifeline,
                                   struct lunette_canvas *canvas);
struct scene_element tell_step(const struct lunette_view *view, const struct lunette_step *step,
                               struct lunette_canvas *canvas);

/* "error calls/timeout-inversion: …; warning …; and 3 more", for the mark that stands for them; the
 * elements above name the rules only. */
const char *tell_marks(const struct lunette_marks *marks, struct lunette_canvas *canvas);

#endif
