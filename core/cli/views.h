/* Views as commands speak of them. */
#ifndef LUNETTE_CLI_VIEWS_H
#define LUNETTE_CLI_VIEWS_H

#include "cli/session.h"

/* Says on standard error which declared views cannot be drawn yet, when there are such. */
void views_warn_of_later(struct session *session);

/* Says on standard error why there is no view of this name; `near` is the most alike; NULL: none
 * is. */
void views_complain(struct session *session, const char *name, const char *near);

#endif
