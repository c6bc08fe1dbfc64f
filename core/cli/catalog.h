/* The rules of a run as its reports describe them. */
#ifndef LUNETTE_CLI_CATALOG_H
#define LUNETTE_CLI_CATALOG_H

#include "cli/session.h"
#include "report/report.h"

/* Sets rules and rule_count of the options: the rules that ran, none when the model could not be evaluated, and those
 * of all findings; sorted by id, in the session's arena. */
void catalog_fill(struct report_options *options, struct session *session);

#endif
