/* A drawn SVG, read and measured, and what it is written as. */
#ifndef LUNETTE_RASTER_PICTURE_H
#define LUNETTE_RASTER_PICTURE_H

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <stdbool.h>

#include "lunette/plugin.h"

struct picture {
    RsvgHandle *svg;
    double width_px, height_px; /* as the SVG says */
    struct lunette_canvas *canvas;
};

/* Draws the whole picture on a surface, so many of its units for one of the SVG's pixels. False after one
 * warn. */
bool picture_draw(const struct picture *picture, cairo_surface_t *surface, double scale);

/* The option "scale"; 1 when it is not given. */
double picture_scale(const struct picture *picture);

/* One file each, written to the canvas; false after one warn. */
bool png_write(const struct picture *picture);
bool pdf_write(const struct picture *picture);

#endif
