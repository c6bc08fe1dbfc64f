/* Names of operations and routes: what stands behind struct lunette_endpoint_services of lunette/diag.h,
 * which says what each function promises. NULL texts name nothing. */
#ifndef LUNETTE_MODEL_ENDPOINT_H
#define LUNETTE_MODEL_ENDPOINT_H

#include "lunette/diag.h"

extern const struct lunette_endpoint_services endpoint_services;

#endif
