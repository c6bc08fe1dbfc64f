/* The page that shows all pictures of a run: index.html beside them. */
#ifndef LUNETTE_CLI_GALLERY_H
#define LUNETTE_CLI_GALLERY_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"

struct gallery_picture {
    const char *file;
    const char *title;
    const char *summary;
};

/* Set `arena`, zero the rest. Texts are kept by pointer. */
struct gallery {
    struct arena *arena;
    struct gallery_picture *pictures;
    size_t count;
    size_t capacity;
};

void gallery_add(struct gallery *gallery, const char *file, const char *title, const char *summary);

/* One HTML page, nothing loaded from elsewhere, no script. */
void gallery_write(const struct gallery *gallery, const char *title, struct buf *out);

#endif
