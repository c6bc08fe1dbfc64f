/* Comments in YAML that is written already: what a reader is to know of a single value. */
#ifndef LUNETTE_EMIT_YAML_NOTES_H
#define LUNETTE_EMIT_YAML_NOTES_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/map.h"
#include "base/tree.h"

/* yaml_add_document, and a comment behind each value that `notes` (from values of the tree to const char *) has something for, on its line; for the tree itself in a line before it. What is not printable is left out. False when it could
 * not be written: out of memory. */
bool yaml_add_document_with_notes(struct buf *out, const struct tree *tree,
                                  const struct map *notes);

#endif
