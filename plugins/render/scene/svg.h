/* The one writer of SVG. */
#ifndef LUNETTE_SCENE_SVG_H
#define LUNETTE_SCENE_SVG_H

#include "scene/scene.h"

struct svg_document {
    const char *name; /* of the view; makes the ids of title and description unique in a page */
    const char *kind; /* of the view */
    const char *title;
    const char *summary;
    double width, height;
};

/* Writes the whole document: no script, no link, nothing loaded from elsewhere, real text.
 *
 * Light and dark: each colour stands twice, plainly for programs that know no custom properties
 * (librsvg) and as var(--name). A reader's dark mode or data-theme="dark" on an element around the
 * picture sets the properties anew; print stays light. The drawing option "theme" fixes "light" or
 * "dark" for good. */
void svg_write(const struct scene *scene, const struct svg_document *document);

#endif
