#include "scene/palette.h"

#include <stdio.h>

const char *palette_color(struct lunette_canvas *canvas, enum theme_color color, bool dark)
{
    const struct lunette_color *row = &theme_colors[color];
    char option[64];
    snprintf(option, sizeof option, "%s.%s", dark ? "dark" : "light", row->name);
    const char *own = canvas->option(canvas, option);
    return own ? own : dark ? row->dark : row->light;
}
