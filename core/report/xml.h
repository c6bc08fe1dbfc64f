/* The one escaper for XML. */
#ifndef LUNETTE_REPORT_XML_H
#define LUNETTE_REPORT_XML_H

#include "base/buf.h"

/* Adds text of unknown origin so that it stands in an element as it was written. What XML 1.0 cannot hold, and
 * other characters that are not seen, become U+FFFD. */
void xml_add_text(struct buf *out, const char *text);

/* ` name="text"`, a blank before it; of the text at most so many code points. NULL adds nothing. */
void xml_add_attribute(struct buf *out, const char *name, const char *text, size_t most);

#endif
