/* Where clients get the tokens that a gateway is to ask for. */
#ifndef LUNETTE_PLUGINS_CHECK_GATEWAY_LOGIN_H
#define LUNETTE_PLUGINS_CHECK_GATEWAY_LOGIN_H

#include "common/say.h"

struct login {
    const struct lunette_service
        *issuer; /* a service behind the gateway that answers /login or the like; NULL: none */
    struct names routes; /* for nothing but that: "/users/login" */
    const struct lunette_endpoint
        *inside; /* one that a wider route reaches, where there are no such routes; NULL */
};

/* Told by the words of paths: login, sign-in, token and the like. */
struct login login_find(struct lunette_reporter *reporter, const struct lunette_gateway *gateway);

/* What to write for a route that a login needs: public = true, auth = "none", and where the gateway has no limit one for
 * each address, since passwords are tried there. */
const char *login_exemption(const struct lunette_gateway *gateway);

/* Whether a segment of the path is such a word. */
bool login_is_path(const char *path);

#endif
