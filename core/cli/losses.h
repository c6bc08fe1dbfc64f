/* What targets could not say, for people and for programs. */
#ifndef LUNETTE_CLI_LOSSES_H
#define LUNETTE_CLI_LOSSES_H

#include "base/buf.h"
#include "cli/session.h"
#include "script/export.h"

/* Standard error: a line for each kind of loss, with its first place and how many more there are; up to 50
 * lines. */
void losses_print(struct session *session, const struct export_job *job);

/* Every loss of every target as JSON, with the files that were written. */
void losses_report(struct session *session, const struct export_job *jobs, size_t count,
                   struct buf *out);

#endif
