/* The one escaper for Markdown, as GitHub and GitLab read it. */
#ifndef LUNETTE_REPORT_MARKDOWN_TEXT_H
#define LUNETTE_REPORT_MARKDOWN_TEXT_H

#include "base/buf.h"

/* Adds text of unknown origin as words of one line, not at its beginning: nothing in it is markup, HTML, a
 * column's end, a link, a mention or a reference to an issue. Line breaks become blanks; what is not seen
 * becomes U+FFFD. NULL adds nothing. */
void markdown_add_text(struct buf *out, const char *text);

/* The same between <code> and </code>. */
void markdown_add_name(struct buf *out, const char *text);

/* A fenced block, in lines of its own; the fence is longer than any within. */
void markdown_add_code(struct buf *out, const char *language, const char *text);

#endif
