/* Labels beside the lines they belong to. */
#ifndef LUNETTE_GRAPH_BESIDE_H
#define LUNETTE_GRAPH_BESIDE_H

#include "form.h"

/* The layout, which lies on the page within `room`, with labels moved along their lines where
 * another line is nearer or runs through them, or something lies there that they would cover. An
 * engine keeps room for a label, but lines turn on their way to it, and it knows no signs. In
 * memory of the canvas. */
const struct layout *beside_place(const struct layout *layout, const struct form *form,
                                  struct scene_box room, struct lunette_canvas *canvas);

#endif
