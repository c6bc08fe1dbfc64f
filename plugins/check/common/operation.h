/* The operations services declare and others name, for every check plugin. */
#ifndef LUNETTE_PLUGINS_CHECK_COMMON_OPERATION_H
#define LUNETTE_PLUGINS_CHECK_COMMON_OPERATION_H

#include "lunette/plugin.h"

/* Whether it is GET … OPTIONS, whose name is a path; rpc, query, mutation and handler have names. */
bool operation_has_path(const struct lunette_endpoint *endpoint);

/* The HTTP method: "GET". NULL for what has no path. */
const char *operation_method(const struct lunette_endpoint *endpoint);

/* LUNETTE_GET of "GET", in whatever case; LUNETTE_NO_KIND of any other word. */
enum lunette_kind operation_kind(const char *word, size_t length);

/* "GET /orders", "Orders/Create", "products". */
const char *operation_name(struct lunette_reporter *reporter,
                           const struct lunette_endpoint *endpoint);

/* The declared endpoint whose path ends most like `path`, by their last segments: "/orders/query" of
 * "POST /api/v1/orders/query". *is_whole tells whether it ends in all of it. NULL: none has a word in common. */
const struct lunette_endpoint *operation_nearest(const struct lunette_service *service,
                                                 const char *path, bool *is_whole);

/* What to write for an operation that nobody declares: POST "/orders" for "POST /orders", and GET where no
 * method is said. {id} stands for a * and all behind it. A name without a path is of the kind `like`. */
const char *operation_declaration(struct lunette_reporter *reporter, const char *text,
                                  enum lunette_kind like);

/* The path without the * and ** it ends in: "/orders". */
const char *operation_area(struct lunette_reporter *reporter, const char *path);

/* What the service declares, in words: "GET /orders, POST /orders and Orders/Create". */
const char *operation_offer(struct lunette_reporter *reporter,
                            const struct lunette_service *service);

/* Whether the service answers what the text names: an endpoint it declares, one of its health probes, or the
 * path of GraphQL where it declares queries or mutations. */
bool operation_is_known(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const char *text);

/* Whether one of the service's health probes goes to the path. */
bool operation_is_probe(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const char *path);

/* Whether the service, by its number, realises a gateway: what it offers is the gateway's routes. Made once
 * in a run. */
const bool *operation_gateways(struct lunette_reporter *reporter);

#endif
