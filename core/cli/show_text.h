/* One entity and everything that touches it, as people read it. */
#ifndef LUNETTE_CLI_SHOW_TEXT_H
#define LUNETTE_CLI_SHOW_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "lunette/model.h"

/* The item is a named one, declared at the top. Details keep within so many columns; 0: any. */
void show_text_add(struct buf *out, const struct lunette_model *model,
                   const struct lunette_item *item, size_t columns, struct arena *arena);

#endif
