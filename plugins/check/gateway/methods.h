/* HTTP methods as words, and the kinds of endpoints they stand for. */
#ifndef LUNETTE_PLUGINS_CHECK_GATEWAY_METHODS_H
#define LUNETTE_PLUGINS_CHECK_GATEWAY_METHODS_H

#include "lunette/plugin.h"

enum { METHOD_COUNT = LUNETTE_OPTIONS - LUNETTE_GET + 1 };

/* LUNETTE_GET of "GET", in whatever case; LUNETTE_NO_KIND of any other word. */
enum lunette_kind method_kind(const char *word);

/* Whether it is for requests that change state: POST, PUT, PATCH, DELETE, mutation (RFC 9110,
 * section 9.2.1; GraphQL). Of rpc and handler the kind does not tell: false. */
bool method_changes_state(enum lunette_kind kind);

#endif
