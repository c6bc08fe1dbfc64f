/* What several forms of report say of a finding in the same words. */
#ifndef LUNETTE_REPORT_WORDS_H
#define LUNETTE_REPORT_WORDS_H

#include <stddef.h>

#include "base/value.h"
#include "report/report.h"

/* At most so many code points of the text; what is cut ends with an ellipsis. NULL adds nothing. */
void words_add_cut(struct buf *out, const char *text, size_t most);

/* The same as a JSON string. */
json_t *words_value_cut(const char *text, size_t most);

/* The file a place names, as a repository knows it: no "./" before it, and relative to the folder of the run
 * when it lies below; "" for no place. Points into the place's path. */
const char *words_file(const struct report_options *options, const struct finding_place *place);

/* "model.lua:12:3", as much of it as is known. */
void words_add_place(struct buf *out, const struct report_options *options,
                     const struct finding_place *place);

/* The whole finding in lines: message, place with its label, other places, help. For forms that keep line
 * breaks and have no marks of their own. */
void words_add_story(struct buf *out, const struct report_options *options,
                     const struct lunette_finding *finding);

/* "2 entries of FILE no longer occur", and what to do or is done; of a baseline of another model that it is one. One
 * line without its end; adds nothing when all entries occur. */
void words_add_gone(struct buf *out, const struct report_baseline *baseline);

/* "calls/timeout on a -> b". */
void words_add_gone_entry(struct buf *out, const struct report_gone *gone);

#endif
