/* Shares of all services, as findings show them. */
#ifndef LUNETTE_PLUGINS_CHECK_CALLS_SHARE_H
#define LUNETTE_PLUGINS_CHECK_CALLS_SHARE_H

#include "lunette/plugin.h"

/* "75 %, limit 60 %", for 9 of 12. */
const char *share_say(struct lunette_reporter *reporter, size_t count, size_t all, double limit);

#endif
