/* The one escaper for HTML pages. */
#ifndef LUNETTE_EMIT_HTML_H
#define LUNETTE_EMIT_HTML_H

#include "base/buf.h"

/* Adds text so that it stands in an element or a double-quoted attribute as it was written; control and bidi
 * characters and invalid UTF-8 become U+FFFD. NULL adds nothing. */
void html_add_text(struct buf *out, const char *text);

#endif
