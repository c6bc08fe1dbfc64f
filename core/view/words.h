/* All that a line says, nothing cut and nothing counted: for pictures in high detail. */
#ifndef LUNETTE_VIEW_WORDS_H
#define LUNETTE_VIEW_WORDS_H

#include "view/lines.h"

/* Adds them to the lines of a picture whose boxes do not stand for whole contexts; each word once. */
void words_add(struct picture *picture, struct lines *lines);

#endif
