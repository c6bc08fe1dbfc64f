#include "requests.h"

#include <string.h>
#include <strings.h>

#include "common/operation.h"
#include "common/route.h"
#include "common/say.h"

/* ---- what is asked for ---- */

/* gRPC posts to /Service/Method. Where GraphQL and functions are served the model does not say. */
static struct request read_endpoint(struct lunette_reporter *reporter,
                                    const struct lunette_endpoint *endpoint)
{
    const char *method = operation_method(endpoint);
    if (method)
        return (struct request){method, endpoint->item.name, false};
    if (endpoint->item.kind == LUNETTE_RPC)
        return (struct request){"POST", say_format(reporter, "/%s", endpoint->item.name), false};
    return (struct request){NULL, NULL, false};
}

/* "POST /orders" or "/orders", of a service that declares no such endpoint. */
static struct request read_text(struct lunette_reporter *reporter, const char *text)
{
    const char *blank = strchr(text, ' ');
    if (text[0] == '/')
        return (struct request){NULL, text, false};
    if (!blank || blank[1] != '/')
        return (struct request){NULL, NULL, false};
    const char *method = say_format(reporter, "%.*s", (int)(blank - text), text);
    return (struct request){method, blank + 1, false};
}

static struct request read_route(struct lunette_reporter *reporter,
                                 const struct lunette_route *route, size_t index)
{
    const char *method = route->methods.count > 0 ? route->methods.items[index] : "*";
    return (struct request){strcmp(method, "*") != 0 ? method : NULL,
                            route_path_behind(reporter, route), true};
}

size_t request_count(const struct pair *call)
{
    size_t count = 0;
    if (call->by->kind == LUNETTE_SYNC)
        count = ((const struct lunette_dependency *)call->by)->endpoints.count;
    if (call->by->kind == LUNETTE_ROUTE)
        count = ((const struct lunette_route *)call->by)->methods.count;
    return count > 0 ? count : 1;
}

struct request request_get(struct lunette_reporter *reporter, const struct pair *call, size_t index)
{
    if (call->by->kind == LUNETTE_ROUTE)
        return read_route(reporter, (const struct lunette_route *)call->by, index);
    const struct lunette_dependency *dependency = (const struct lunette_dependency *)call->by;
    if (call->by->kind != LUNETTE_SYNC || dependency->endpoints.count == 0)
        return (struct request){NULL, NULL, false};
    const char *text = dependency->endpoints.items[index];
    const struct lunette_endpoint *endpoint = reporter->endpoints->find(call->to, text);
    return endpoint ? read_endpoint(reporter, endpoint) : read_text(reporter, text);
}

/* ---- what is admitted ---- */

static bool method_is_admitted(const char *method, const struct lunette_strings *admitted)
{
    bool fits = !method || admitted->count == 0;
    for (size_t i = 0; i < admitted->count && !fits; i++)
        fits = strcasecmp(admitted->items[i], method) == 0 || strcmp(admitted->items[i], "*") == 0;
    return fits;
}

/* A policy's path is a prefix. A template counts as soon as one of its paths is below it. */
static bool path_is_admitted(struct lunette_reporter *reporter, const struct request *request,
                             const struct lunette_strings *admitted)
{
    bool fits = !request->path || admitted->count == 0;
    for (size_t i = 0; i < admitted->count && !fits; i++)
        fits = reporter->endpoints->paths_meet(
            say_format(reporter, request->is_prefix ? "%s/**" : "%s", request->path),
            say_format(reporter, "%s/**", admitted->items[i]));
    return fits;
}

const char *request_refused_by(struct lunette_reporter *reporter, const struct request *request,
                               const struct lunette_access *access)
{
    if (!method_is_admitted(request->method, &access->methods))
        return "methods";
    return path_is_admitted(reporter, request, &access->paths) ? NULL : "paths";
}

const char *request_say(struct lunette_reporter *reporter, const struct request *request)
{
    const char *path = request->path ? request->path : "";
    return request->method ? say_format(reporter, "%s %s", request->method, path) : path;
}
