/* A model that is none. */
#ifndef LUNETTE_CHECK_EMPTY_H
#define LUNETTE_CHECK_EMPTY_H

#include "check/check.h"

/* Reports model/empty, at the model's first file, when nothing is declared that could be checked: no error is
 * in the run's diag either, which would be the reason. */
void empty_report(const struct check_run *run);

#endif
