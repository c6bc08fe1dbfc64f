/* The page of a run: one HTML file with every picture and the model behind them, to be opened from anywhere.
 * It loads nothing from elsewhere and says so in its Content-Security-Policy. What it can do is written in
 * web/; this folder brings the data. */
#ifndef LUNETTE_PAGE_PAGE_H
#define LUNETTE_PAGE_PAGE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/buf.h"
#include "diag/finding.h"
#include "lunette/model.h"
#include "lunette/view.h"

struct page;

/* A page without pictures, in `arena`. `model_path` is the model as the user named it. `diag` holds the
 * findings of a finished check; NULL: none was made, and the page says nothing of findings. Everything
 * passed must last until page_close. Never NULL. */
struct page *page_open(struct arena *arena, const struct lunette_model *model,
                       const char *model_path, const struct diag *diag);

/* The pictures are "light" or "dark" for good: so is the page, and offers no switch. */
void page_fix_theme(struct page *page, const char *theme);

/* Adds to `out` what the page tells of a view, as JSON: wherever the view is at hand, if need be in another process.
 * `entity` is what the view is about; NULL: the whole model. */
void page_describe(const struct page *page, const struct lunette_view *view,
                   const struct lunette_item *entity, struct buf *out);

/* One more picture: what page_describe told of the view, and the SVG that came of it. Both are copied. Views are
 * listed in the order in which they are added. */
void page_add(struct page *page, const char *told, size_t told_length, const char *svg,
              size_t length);

void page_write(const struct page *page, struct buf *out);

/* Gives back what does not live in the arena. */
void page_close(struct page *page);

#endif
