/* Views as commands speak of them. */
#ifndef LUNETTE_CLI_VIEWS_H
#define LUNETTE_CLI_VIEWS_H

#include "cli/session.h"

/* Says on standard error that there is no view of this name; `near` is the most alike; NULL: none
 * is. */
void views_complain(struct session *session, const char *name, const char *near);

#endif
