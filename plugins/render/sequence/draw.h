/* Drawing a sequence view as SVG. */
#ifndef LUNETTE_SEQUENCE_DRAW_H
#define LUNETTE_SEQUENCE_DRAW_H

#include "lunette/plugin.h"

/* Writes the whole picture to the canvas. */
void draw_write(const struct lunette_view *view, const char *format, struct lunette_canvas *canvas);

#endif
