#include "common/route.h"

#include <string.h>

#include "common/say.h"

static void *collect(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    struct lunette_routes *all = reporter->alloc(reporter, 1, sizeof *all);
    size_t count = 0;
    for (size_t g = 0; g < model->gateways.count; g++)
        count += model->gateways.items[g]->routes.count;
    const struct lunette_route **items = reporter->alloc(reporter, count, sizeof *items);
    for (size_t g = 0; g < model->gateways.count; g++)
        for (size_t r = 0; r < model->gateways.items[g]->routes.count; r++)
            items[all->count++] = model->gateways.items[g]->routes.items[r];
    all->items = items;
    return all;
}

const struct lunette_routes *route_all(struct lunette_reporter *reporter)
{
    static const char key;
    return reporter->shared(reporter, &key, collect);
}

size_t route_target_count(const struct lunette_route *route)
{
    return (route->service.name ? 1 : 0) + route->split.count;
}

const struct lunette_item *route_target(const struct lunette_route *route, size_t index)
{
    if (!route->service.name)
        return route->split.items[index]->to.to;
    return index == 0 ? route->service.to : route->split.items[index - 1]->to.to;
}

const struct lunette_service *route_service(const struct lunette_route *route, size_t index)
{
    const struct lunette_item *target = route_target(route, index);
    bool is_service = target && target->kind == LUNETTE_SERVICE;
    return is_service ? (const struct lunette_service *)target : NULL;
}

const char *route_path_behind(struct lunette_reporter *reporter, const struct lunette_route *route)
{
    const char *path = route->item.name ? route->item.name : "/";
    const char *strip = route->strip_prefix ? route->strip_prefix : "";
    strip += strspn(strip, "/");
    size_t length = strlen(strip), slash = strspn(path, "/");
    while (length > 0 && strip[length - 1] == '/')
        length--;
    const char *rest = path + slash + length;
    if (length == 0 || strncmp(path + slash, strip, length) != 0 || (*rest && *rest != '/'))
        return path;
    rest += strspn(rest, "/");
    return say_format(reporter, "/%s", rest);
}

/* Where GraphQL and functions are served the model does not say, and a gateway that speaks gRPC to
 * a service may offer any paths to its clients. */
static bool may_be_anywhere(const struct lunette_service *service)
{
    bool only_rpc = true;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        enum lunette_kind kind = service->endpoints.items[i]->item.kind;
        if (kind == LUNETTE_QUERY || kind == LUNETTE_MUTATION || kind == LUNETTE_HANDLER)
            return true;
        only_rpc &= kind == LUNETTE_RPC;
    }
    return only_rpc;
}

/* A gateway may show to the outside how its services are. */
static bool reaches_probe(struct lunette_reporter *reporter, const struct lunette_route *route,
                          const struct lunette_service *service)
{
    const char *below = say_format(reporter, "%s/**", route_path_behind(reporter, route));
    for (size_t i = 0; i < service->health.count; i++) {
        const char *path = service->health.items[i]->item.name;
        if (path && reporter->endpoints->paths_meet(below, path))
            return true;
    }
    return false;
}

bool route_reaches_any(struct lunette_reporter *reporter, const struct lunette_route *route,
                       const struct lunette_service *service)
{
    for (size_t i = 0; i < service->endpoints.count; i++)
        if (reporter->endpoints->route_reaches(route, service->endpoints.items[i]))
            return true;
    return false;
}

bool route_is_dead_end(struct lunette_reporter *reporter, const struct lunette_route *route,
                       const struct lunette_service *service)
{
    return service->endpoints.count > 0 && !route_reaches_any(reporter, route, service) &&
           !may_be_anywhere(service) && !reaches_probe(reporter, route, service);
}

static bool takes_method(const struct lunette_route *route, const char *text)
{
    size_t length = strcspn(text, " ");
    for (size_t i = 0; i < route->methods.count && text[length]; i++)
        if (strlen(route->methods.items[i]) == length &&
            strncasecmp(route->methods.items[i], text, length) == 0)
            return true;
    return route->methods.count == 0 || !text[length];
}

bool route_takes(struct lunette_reporter *reporter, const struct lunette_route *route,
                 const char *text)
{
    const char *path = strchr(text, '/');
    return path && takes_method(route, text) &&
           reporter->endpoints->prefix_covers(route_path_behind(reporter, route), path);
}

const char *route_say(struct lunette_reporter *reporter, const struct lunette_route *route)
{
    const char *path = route->item.name ? route->item.name : "/";
    const char *methods = "";
    for (size_t i = 0; i < route->methods.count && i < SAY_LIMIT; i++)
        methods = say_join(reporter, methods, ", ", route->methods.items[i]);
    return *methods ? say_format(reporter, "%s %s", methods, path) : path;
}
