/* Strings that look like credentials. */
#ifndef LUNETTE_CHECK_SECRETS_H
#define LUNETTE_CHECK_SECRETS_H

#include "lunette/diag.h"

/* The check function of model/secret. Never prints what it found. */
void secrets_check(const struct lunette_model *model, struct lunette_reporter *to);

/* What the text looks like ("an AWS access key"), or NULL. */
const char *secrets_kind(const char *text);

#endif
