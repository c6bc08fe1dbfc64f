/* The colours of this picture: those of the user's theme, where it has some, before our own. */
#ifndef LUNETTE_SCENE_PALETTE_H
#define LUNETTE_SCENE_PALETTE_H

#include "lunette/plugin.h"
#include "scene/theme.h"

/* "#rrggbb" */
const char *palette_color(struct lunette_canvas *canvas, enum theme_color color, bool dark);

#endif
