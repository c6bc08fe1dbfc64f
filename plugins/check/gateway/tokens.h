/* What clients have to show on a route. */
#ifndef LUNETTE_PLUGINS_CHECK_GATEWAY_TOKENS_H
#define LUNETTE_PLUGINS_CHECK_GATEWAY_TOKENS_H

#include "lunette/plugin.h"

/* The route's own word, or else its gateway's. A gateway that names an issuer and no type asks for
 * its token: oauth2. UNSAID: nobody says. */
static inline enum lunette_auth token_asked(const struct lunette_gateway *gateway,
                                            const struct lunette_route *route)
{
    const struct lunette_authentication *every = gateway->authentication;
    if (route->auth != LUNETTE_AUTH_UNSAID || !every)
        return route->auth;
    bool implied = every->type == LUNETTE_AUTH_UNSAID && (every->issuer || every->audience);
    return implied ? LUNETTE_AUTH_OAUTH2 : every->type;
}

static inline bool token_is_asked(enum lunette_auth auth)
{
    return auth != LUNETTE_AUTH_UNSAID && auth != LUNETTE_AUTH_NONE;
}

#endif
