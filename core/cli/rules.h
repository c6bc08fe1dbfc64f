/* The loaded rules as a table. */
#ifndef LUNETTE_CLI_RULES_H
#define LUNETTE_CLI_RULES_H

#include <stdbool.h>

#include "cli/session.h"

/* Prints those whose id fits one of the globs between commas, all for NULL; `format` as of table_write. False after one
 * line on standard error: none fits. */
bool rules_print(const struct session *session, const char *globs, const char *format);

#endif
