/* Services of which only one version, and one instance, may write. */
#ifndef LUNETTE_PLUGINS_CHECK_DEPLOYMENT_WRITER_H
#define LUNETTE_PLUGINS_CHECK_DEPLOYMENT_WRITER_H

#include "lunette/plugin.h"

/* For each service, by number: the first single_writer store that it writes: one it owns, or the
 * only user of which it is where nobody owns it. NULL: none. */
const struct lunette_datastore *const *writer_stores(const struct lunette_model *model,
                                                     struct lunette_reporter *reporter);

#endif
