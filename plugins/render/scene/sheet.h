/* What every picture has around its body: heading, legend, notes. */
#ifndef LUNETTE_SCENE_SHEET_H
#define LUNETTE_SCENE_SHEET_H

#include "scene/scene.h"

struct sheet {
    const char *name, *kind, *title, *summary; /* of the view */
    const char *const *notes; /* what was left out or simplified, one sentence each */
    size_t note_count;
    double body_width, body_height;
    const char *format; /* "svg" or "json" */
};

/* The formats a scene can be written in, NULL-ended. */
extern const char *const sheet_formats[];

/* Where the left top corner of the body goes. */
struct scene_point sheet_body_corner(struct lunette_canvas *canvas, const struct sheet *page);

/* Draws heading, legend and notes around the body the scene already holds, and writes it.
 * The legend shows just the roles that occur. */
void sheet_write(struct scene *scene, const struct sheet *page);

#endif
