/* The one writer of YAML. What it writes reads alike under YAML 1.1 and 1.2. */
#ifndef LUNETTE_EMIT_YAML_H
#define LUNETTE_EMIT_YAML_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/tree.h"

/* Adds one document in block style, without "---" before or "..." behind it; ends with a newline. The tree
 * is a list or a map. Lines are never folded. False when it could not be written: out of memory. */
bool yaml_add_document(struct buf *out, const struct tree *tree);

/* Whether the text can stand without quotes: no version of YAML takes it for anything but this text. */
bool yaml_is_plain(const char *text, size_t length);

/* Whether the text reads better in single quotes: it would have to be escaped in double ones, and holds nothing
 * that single ones cannot. */
bool yaml_is_quotable(const char *text, size_t length);

/* Whether the text can stand as a literal block: several lines of printable text, ended by one newline or
 * none, that reading gives back as they are. */
bool yaml_is_block(const char *text, size_t length);

#endif
