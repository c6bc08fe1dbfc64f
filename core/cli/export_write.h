/* What an exporter gave, as files or on standard output. */
#ifndef LUNETTE_CLI_EXPORT_WRITE_H
#define LUNETTE_CLI_EXPORT_WRITE_H

#include "cli/losses.h"

/* Sends the files of a target to be written, below `folder` ("" or "istio/"); NULL: prints them: YAML and texts each
 * behind a line "# file: NAME", JSON as one object from names to documents, but the only file of a target whose own
 * form is JSON as it is; texts beside JSON are in it only when --format asks for JSON. In YAML what is to be done by hand stands behind the value as a comment. False: out of
 * memory. */
bool export_write(struct session *session, const struct losses *losses, const char *folder);

#endif
