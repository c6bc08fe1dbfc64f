/* The words of a sequence's heads and rows, wrapped. */
#ifndef LUNETTE_SEQUENCE_WORDS_H
#define LUNETTE_SEQUENCE_WORDS_H

#include "measure.h"

/* Fills in the head of a lifeline. */
void words_measure_head(struct measure_head *head, const struct lunette_lifeline *lifeline,
                        struct lunette_canvas *canvas);

/* Fills in a row, its words no wider than the limit; a row without words has no lines. */
void words_measure_step(struct measure_step *form, const struct lunette_step *step, double limit_px,
                        struct lunette_canvas *canvas);

/* At what width the words of such a row are wrapped where nothing gives them more room. */
double words_limit_px(const struct lunette_step *step);

#endif
