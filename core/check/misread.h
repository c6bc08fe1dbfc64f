/* What a model says, but not so that it could be read. */
#ifndef LUNETTE_CHECK_MISREAD_H
#define LUNETTE_CHECK_MISREAD_H

#include "diag/finding.h"

/* Drops the findings of rules that miss something in an item which was not read as a whole: `timeout = 300`
 * is a bad value, and no call without a timeout besides. Those that blame a field that was read stay, and so
 * do all of model/. Called when all rules have run. */
void misread_drop_consequences(struct diag *diag);

#endif
