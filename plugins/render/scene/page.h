/* What every picture has around its body: heading, legend, notes. */
#ifndef LUNETTE_SCENE_PAGE_H
#define LUNETTE_SCENE_PAGE_H

#include "scene/scene.h"

struct page {
    const char *name, *kind, *title, *summary; /* of the view */
    const char *const *notes; /* what was left out or simplified, one sentence each */
    size_t note_count;
    double body_width, body_height;
};

/* Where the left top corner of the body goes. */
struct scene_point page_body_corner(struct lunette_canvas *canvas, const struct page *page);

/* Draws heading, legend and notes around the body the scene already holds, and writes it as SVG.
 * The legend shows just the roles that occur. */
void page_write(struct scene *scene, const struct page *page);

#endif
