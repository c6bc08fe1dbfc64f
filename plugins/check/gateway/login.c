#include "login.h"

#include <string.h>

#include "common/operation.h"
#include "common/route.h"
#include "common/word.h"

bool login_is_path(const char *path)
{
    static const char *const words[] = {"login",  "logon", "signin", "sign-in", "token",
                                        "tokens", "oauth", "oauth2", NULL};
    while (*path) {
        size_t length = strcspn(path, "/");
        if (word_is_among(path, length, words))
            return true;
        path += length + strspn(path + length, "/");
    }
    return false;
}

const char *login_exemption(const struct lunette_gateway *gateway)
{
    return gateway->rate_limiting ? "public = true, auth = \"none\""
                                  : "public = true, auth = \"none\", rate_limiting = { "
                                    "requests_per_minute = 60, per = \"ip\" }";
}

static const struct lunette_endpoint *find_endpoint(struct lunette_reporter *reporter,
                                                    const struct lunette_route *route,
                                                    const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (operation_has_path(endpoint) && endpoint->item.name &&
            login_is_path(endpoint->item.name) &&
            reporter->endpoints->route_reaches(route, endpoint))
            return endpoint;
    }
    return NULL;
}

/* A route for nothing else tells more than a wide one. */
static void add_way(struct login *login, const struct lunette_route *route,
                    const struct lunette_service *service, const struct lunette_endpoint *endpoint)
{
    bool is_own = login_is_path(route->item.name);
    if (!login->issuer || (is_own && !login->routes.count))
        *login = (struct login){.issuer = service};
    if (login->issuer != service)
        return;
    if (is_own)
        say_add_once(&login->routes, route->item.name);
    else if (!login->inside)
        login->inside = endpoint;
}

struct login login_find(struct lunette_reporter *reporter, const struct lunette_gateway *gateway)
{
    struct login login = {.issuer = NULL};
    for (size_t r = 0; r < gateway->routes.count; r++) {
        const struct lunette_route *route = gateway->routes.items[r];
        for (size_t t = 0; t < route_target_count(route); t++) {
            const struct lunette_service *service = route_service(route, t);
            const struct lunette_endpoint *endpoint =
                service ? find_endpoint(reporter, route, service) : NULL;
            if (endpoint)
                add_way(&login, route, service, endpoint);
        }
    }
    return login;
}
