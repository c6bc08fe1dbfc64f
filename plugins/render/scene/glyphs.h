/* How wide a character is. */
#ifndef LUNETTE_SCENE_GLYPHS_H
#define LUNETTE_SCENE_GLYPHS_H

#include <stdbool.h>
#include <stdint.h>

/* Thousandths of the font's size: exact for ASCII, an estimate on the wide side for the rest. */
unsigned glyph_width(uint32_t code_point, bool bold);

#endif
