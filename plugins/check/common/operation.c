#include "common/operation.h"

#include <ctype.h>
#include <string.h>

#include "common/say.h"

static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"};

bool operation_has_path(const struct lunette_endpoint *endpoint)
{
    return endpoint->item.kind >= LUNETTE_GET && endpoint->item.kind <= LUNETTE_OPTIONS;
}

const char *operation_method(const struct lunette_endpoint *endpoint)
{
    return operation_has_path(endpoint) ? methods[endpoint->item.kind - LUNETTE_GET] : NULL;
}

enum lunette_kind operation_kind(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (strlen(methods[i]) == length && strncasecmp(methods[i], word, length) == 0)
            return (enum lunette_kind)(LUNETTE_GET + i);
    return LUNETTE_NO_KIND;
}

const char *operation_name(struct lunette_reporter *reporter,
                           const struct lunette_endpoint *endpoint)
{
    const char *name = endpoint->item.name ? endpoint->item.name : "";
    return operation_has_path(endpoint)
               ? say_format(reporter, "%s %s", operation_method(endpoint), name)
               : name;
}

const char *operation_offer(struct lunette_reporter *reporter,
                            const struct lunette_service *service)
{
    struct names names = {.count = 0};
    for (size_t i = 0; i < service->endpoints.count; i++)
        say_add(&names, i < SAY_LIMIT ? operation_name(reporter, service->endpoints.items[i]) : "");
    return say_names(reporter, &names);
}

/* The path a text names, after its method; NULL: none. */
static const char *path_in(const char *text)
{
    const char *path = strchr(text, '/');
    return path && (path == text || path[-1] == ' ') ? path : NULL;
}

bool operation_is_probe(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const char *path)
{
    for (size_t i = 0; i < service->health.count; i++) {
        const char *probe = service->health.items[i]->item.name;
        if (probe && reporter->endpoints->paths_meet(path, probe))
            return true;
    }
    return false;
}

static bool is_graphql(struct lunette_reporter *reporter, const struct lunette_service *service,
                       const char *path)
{
    bool served = false;
    for (size_t i = 0; i < service->endpoints.count && !served; i++)
        served = service->endpoints.items[i]->item.kind == LUNETTE_QUERY ||
                 service->endpoints.items[i]->item.kind == LUNETTE_MUTATION;
    return served && reporter->endpoints->paths_meet(path, "/**/graphql");
}

bool operation_is_known(struct lunette_reporter *reporter, const struct lunette_service *service,
                        const char *text)
{
    if (reporter->endpoints->find(service, text))
        return true;
    const char *path = path_in(text);
    return path &&
           (operation_is_probe(reporter, service, path) || is_graphql(reporter, service, path));
}

/* ---- what a name resembles ---- */

struct tail {
    size_t end;    /* of what was not read yet */
    size_t length; /* of the segment behind it, which begins after a slash; 0: none was left */
};

static struct tail cut_segment(const char *path, size_t end)
{
    while (end > 0 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return (struct tail){start, end - start};
}

static bool is_placeholder(const char *segment)
{
    return *segment == '{' || *segment == ':' || *segment == '*';
}

/* How many words both end in; placeholders between them must meet, and do not count. */
static size_t common_tail(const char *path, const char *other, bool *is_whole)
{
    size_t words = 0;
    struct tail a = cut_segment(path, strlen(path)), b = cut_segment(other, strlen(other));
    for (; a.length > 0 && b.length > 0;
         a = cut_segment(path, a.end), b = cut_segment(other, b.end)) {
        bool open = is_placeholder(path + a.end);
        if (open != is_placeholder(other + b.end))
            break;
        if (!open &&
            (a.length != b.length || strncasecmp(path + a.end, other + b.end, a.length) != 0))
            break;
        words += !open;
    }
    *is_whole = a.length == 0;
    return words;
}

const struct lunette_endpoint *operation_nearest(const struct lunette_service *service,
                                                 const char *path, bool *is_whole)
{
    const struct lunette_endpoint *nearest = NULL;
    size_t most = 0;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        bool whole;
        if (!operation_has_path(endpoint) || !endpoint->item.name)
            continue;
        size_t words = common_tail(path, endpoint->item.name, &whole);
        if (words <= most)
            continue;
        most = words;
        *is_whole = whole;
        nearest = endpoint;
    }
    return nearest;
}

const char *operation_area(struct lunette_reporter *reporter, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && (path[length - 1] == '*' || path[length - 1] == '/'))
        length--;
    return say_format(reporter, "%.*s", (int)length, path);
}

static const char *constructor_of(enum lunette_kind kind)
{
    static const char *const constructors[] = {"rpc", "query", "mutation", "handler"};
    return kind >= LUNETTE_RPC && kind <= LUNETTE_HANDLER ? constructors[kind - LUNETTE_RPC]
                                                          : "rpc";
}

const char *operation_declaration(struct lunette_reporter *reporter, const char *text,
                                  enum lunette_kind like)
{
    const char *path = path_in(text);
    if (!path)
        return say_format(reporter, "%s \"%s\"", constructor_of(like), text);
    size_t word = strcspn(text, " "), length = strcspn(path, "*?#");
    bool is_said = path > text && word < sizeof "OPTIONS";
    char method[sizeof "OPTIONS"] = "GET";
    if (is_said) {
        for (size_t i = 0; i < word; i++)
            method[i] = (char)toupper((unsigned char)text[i]);
        method[word] = '\0';
    }
    return say_format(reporter, "%s \"%.*s%s\"", method, (int)length, path,
                      path[length] == '*' ? "{id}" : "");
}

/* ---- gateways ---- */

static void *find_gateways(const struct lunette_model *model, struct lunette_reporter *reporter)
{
    bool *gateways = reporter->alloc(reporter, model->services.count + 1, sizeof *gateways);
    for (size_t i = 0; i < model->gateways.count; i++) {
        const struct lunette_item *service = model->gateways.items[i]->service.to;
        if (service)
            gateways[service->number] = true;
    }
    return gateways;
}

const bool *operation_gateways(struct lunette_reporter *reporter)
{
    static const char key;
    return reporter->shared(reporter, &key, find_gateways);
}
