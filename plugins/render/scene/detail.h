/* How much a picture says: the drawing option "detail". Everything it changes is decided here.
 *
 *   low     names, and who has to do with whom
 *   normal  as the view says it, cut to what fits
 *   high    descriptions and responsibilities whole, every endpoint of a call */
#ifndef LUNETTE_SCENE_DETAIL_H
#define LUNETTE_SCENE_DETAIL_H

#include "lunette/plugin.h"

enum { DETAIL_LINES_MAX = 16 };

/* The view with what is too much left out, and what is wanted besides added; the view itself
 * when nothing is to be changed. In memory of the canvas. */
const struct lunette_view *detail_apply(const struct lunette_view *view,
                                        struct lunette_canvas *canvas);

/* Into how many lines a text may be broken that normally has at most so many. */
size_t detail_lines(struct lunette_canvas *canvas, size_t normal);

/* How many of a line's `words` are written in place of its label; 0: the label is. */
size_t detail_words(struct lunette_canvas *canvas, const struct lunette_line *line);

#endif
