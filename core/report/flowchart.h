/* The part of an architecture that findings are about, as a Mermaid flowchart. */
#ifndef LUNETTE_REPORT_FLOWCHART_H
#define LUNETTE_REPORT_FLOWCHART_H

#include "base/buf.h"
#include "report/groups.h"

/* The subjects "a -> b -> c" as edges, coloured by the gravest finding of each; of very many those of the first
 * groups. Below it what the colours mean, and of how many findings it shows a part. Nothing when no subject is a
 * path. All names are inert text in it. */
void flowchart_add(struct buf *out, const struct report_groups *groups);

#endif
