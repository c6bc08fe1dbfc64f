/* From a view to an SVG. */
#ifndef LUNETTE_GRAPH_PICTURE_H
#define LUNETTE_GRAPH_PICTURE_H

#include "lunette/plugin.h"

void picture_write(const struct lunette_view *view, const char *format, struct lunette_canvas *canvas);

#endif
