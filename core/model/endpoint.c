#include "model/endpoint.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "model/path.h"

/* How each kind of endpoint is written in a text, and what it answers to over HTTP: gRPC posts to
 * /Service/Method (its HTTP/2 protocol), GraphQL is served at /graphql (GraphQL over HTTP). */
struct style {
    enum lunette_kind kind;
    const char *word;
    const char *methods; /* NULL: any */
    bool has_path;       /* its name is a path */
};

static const struct style styles[] = {
    {LUNETTE_GET, "GET", "GET", true},
    {LUNETTE_POST, "POST", "POST", true},
    {LUNETTE_PUT, "PUT", "PUT", true},
    {LUNETTE_PATCH, "PATCH", "PATCH", true},
    {LUNETTE_DELETE, "DELETE", "DELETE", true},
    {LUNETTE_HEAD, "HEAD", "HEAD", true},
    {LUNETTE_OPTIONS, "OPTIONS", "OPTIONS", true},
    {LUNETTE_RPC, "rpc", "POST", false},
    {LUNETTE_QUERY, "query", "GET POST", false},
    {LUNETTE_MUTATION, "mutation", "POST", false},
    {LUNETTE_HANDLER, "handler", NULL, false},
};

enum { STYLE_COUNT = sizeof styles / sizeof *styles };

/* NULL for a kind that is no endpoint's. */
static const struct style *style_of(enum lunette_kind kind)
{
    bool known = kind >= LUNETTE_GET && kind < LUNETTE_GET + STYLE_COUNT;
    return known ? &styles[kind - LUNETTE_GET] : NULL;
}

static const struct style *style_named(const char *word, size_t length)
{
    for (size_t i = 0; i < STYLE_COUNT; i++)
        if (strlen(styles[i].word) == length && strncasecmp(styles[i].word, word, length) == 0)
            return &styles[i];
    return NULL;
}

/* ---- reading a text ---- */

/* "POST /orders?draft" taken apart: its style, and what it names. */
struct reference {
    const struct style *style; /* NULL: the text says none */
    const char *name;
    size_t length;
    bool is_path;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_blanks(const char *text)
{
    while (is_blank(*text))
        text++;
    return text;
}

static size_t word_length(const char *text)
{
    size_t length = 0;
    while (text[length] && !is_blank(text[length]))
        length++;
    return length;
}

static struct reference read_reference(const char *text)
{
    text = skip_blanks(text);
    size_t word = text[0] == '/' ? 0 : word_length(text);
    struct reference read = {.style = word && text[word] ? style_named(text, word) : NULL};
    read.name = read.style ? skip_blanks(text + word) : text;
    read.is_path = read.name[0] == '/';
    read.length = read.is_path ? path_length(read.name) : strlen(read.name);
    while (read.length && is_blank(read.name[read.length - 1]))
        read.length--;
    return read;
}

/* ---- names of operations ---- */

/* "shop.OrderService/Create": where each part begins and how long it is. */
struct operation {
    const char *package, *service, *method;
    size_t package_length, service_length, method_length;
};

static const char *last(const char *text, size_t length, char wanted)
{
    return length ? memrchr(text, wanted, length) : NULL;
}

static struct operation read_operation(const char *text, size_t length)
{
    if (length && text[0] == '/') /* as in the path of a gRPC request */
        text++, length--;
    const char *slash = last(text, length, '/');
    size_t owner = slash ? (size_t)(slash - text) : 0;
    const char *dot = last(text, owner, '.');
    size_t package = dot ? (size_t)(dot - text) : 0;
    size_t service = dot ? package + 1 : 0, method = slash ? owner + 1 : 0;
    return (struct operation){
        .package = text,
        .package_length = package,
        .service = text + service,
        .service_length = owner - service,
        .method = text + method,
        .method_length = length - method,
    };
}

static bool same_text(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return a_length == b_length && memcmp(a, b, a_length) == 0;
}

/* What one of the two leaves out makes no difference. */
static bool same_if_said(const char *a, size_t a_length, const char *b, size_t b_length)
{
    return !a_length || !b_length || same_text(a, a_length, b, b_length);
}

static bool names_agree(const struct operation *a, const struct operation *b)
{
    return same_text(a->method, a->method_length, b->method, b->method_length) &&
           same_if_said(a->service, a->service_length, b->service, b->service_length) &&
           same_if_said(a->package, a->package_length, b->package, b->package_length);
}

/* ---- find ---- */

static bool style_fits(const struct reference *wanted, const struct lunette_endpoint *endpoint)
{
    return endpoint->item.name && (!wanted->style || wanted->style->kind == endpoint->item.kind);
}

static bool has_path(const struct lunette_endpoint *endpoint)
{
    const struct style *style = style_of(endpoint->item.kind);
    return style && style->has_path;
}

static const struct lunette_endpoint *find_exact(const struct lunette_service *service,
                                                 const struct reference *wanted)
{
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (style_fits(wanted, endpoint) && strlen(endpoint->item.name) == wanted->length &&
            memcmp(endpoint->item.name, wanted->name, wanted->length) == 0)
            return endpoint;
    }
    return NULL;
}

/* A path of one segment is a path: "/orders" is not the query "orders". */
static const struct lunette_endpoint *find_operation(const struct lunette_service *service,
                                                     const struct reference *wanted)
{
    struct operation sought = read_operation(wanted->name, wanted->length);
    if (wanted->is_path && !sought.service_length)
        return NULL;
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (!style_fits(wanted, endpoint) || has_path(endpoint))
            continue;
        struct operation offered = read_operation(endpoint->item.name, strlen(endpoint->item.name));
        if (names_agree(&sought, &offered))
            return endpoint;
    }
    return NULL;
}

/* A template that is the same but for its placeholders' names is exact, too. */
static const struct lunette_endpoint *find_path(const struct lunette_service *service,
                                                const struct reference *wanted)
{
    struct path sought, offered;
    const struct lunette_endpoint *pattern = NULL;
    path_read(&sought, wanted->name, wanted->length);
    for (size_t i = 0; i < service->endpoints.count; i++) {
        const struct lunette_endpoint *endpoint = service->endpoints.items[i];
        if (!style_fits(wanted, endpoint) || !has_path(endpoint))
            continue;
        path_read(&offered, endpoint->item.name, path_length(endpoint->item.name));
        if (path_is_same(&sought, &offered))
            return endpoint;
        if (!pattern && path_meets(&sought, &offered))
            pattern = endpoint;
    }
    return pattern;
}

static const struct lunette_endpoint *find(const struct lunette_service *service, const char *text)
{
    if (!text || service->endpoints.count == 0)
        return NULL;
    struct reference wanted = read_reference(text);
    if (wanted.length == 0)
        return NULL;
    const struct lunette_endpoint *found = find_exact(service, &wanted);
    if (!found && wanted.is_path)
        found = find_path(service, &wanted);
    return found ? found : find_operation(service, &wanted);
}

/* ---- is_reference ---- */

static bool is_camel_case(const char *text, size_t length)
{
    bool has_lower = false;
    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)text[i]) && text[i] != '_')
            return false;
        has_lower |= islower((unsigned char)text[i]) != 0;
    }
    return has_lower && isupper((unsigned char)text[0]);
}

/* UpperCamelCase on both sides of one slash, as Protocol Buffers' style guide has it; "GET/POST", "TCP/IP"
 * and "validate/reserve" are words. */
static bool is_operation(const char *text, size_t length)
{
    struct operation read = read_operation(text, length);
    return !memchr(text, ' ', length) && is_camel_case(read.service, read.service_length) &&
           is_camel_case(read.method, read.method_length);
}

static bool is_reference(const char *text)
{
    if (!text)
        return false;
    struct reference read = read_reference(text);
    if (read.is_path)
        return !read.style || read.style->has_path;
    bool may_be_rpc = !read.style || read.style->kind == LUNETTE_RPC;
    return may_be_rpc && is_operation(read.name, read.length);
}

/* ---- routes ---- */

static void read_text(struct path *path, const char *text)
{
    path_read(path, text ? text : "", text ? path_length(text) : 0);
}

static bool holds_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; *at; at += strcspn(at, " "), at += strspn(at, " "))
        if (strncasecmp(at, word, length) == 0 && strcspn(at, " ") == length)
            return true;
    return false;
}

static bool method_fits(const struct lunette_route *route, const struct style *style)
{
    bool fits = route->methods.count == 0 || !style->methods;
    for (size_t i = 0; i < route->methods.count && !fits; i++)
        fits = strcmp(route->methods.items[i], "*") == 0 ||
               holds_word(style->methods, route->methods.items[i]);
    return fits;
}

/* Whether a request below the route's path can be one for `target`, a path of the service. */
static bool route_leads_to(const struct lunette_route *route, const struct path *target)
{
    struct path prefix, strip, whole;
    read_text(&prefix, route->item.name);
    read_text(&strip, route->strip_prefix);
    bool always_stripped = path_covers(&strip, &prefix);
    whole.count = 0; /* to copy what is not used of a path would cost more than all else here */
    path_append(&whole, &strip);
    path_append(&whole, target);
    path_open_end(&prefix);
    return path_meets(&prefix, &whole) || (!always_stripped && path_meets(&prefix, target));
}

/* "/orders" and "/live": no need to read them whole. What begins with a letter is no placeholder. */
static bool begin_apart(const char *path, const char *other)
{
    return path[0] == '/' && other[0] == '/' && isalpha((unsigned char)path[1]) &&
           isalpha((unsigned char)other[1]) && path[1] != other[1];
}

static bool paths_meet(const char *path, const char *other)
{
    struct path a, b;
    if (path && other && begin_apart(path, other))
        return false;
    read_text(&a, path);
    read_text(&b, other);
    return path_meets(&a, &b);
}

/* GraphQL is served at whatever path ends in graphql, and at /graphql where a wider route leads. */
static bool route_leads_to_graphql(const struct lunette_route *route)
{
    struct path graphql;
    read_text(&graphql, "/graphql");
    return paths_meet(route->item.name, "/**/graphql") || route_leads_to(route, &graphql);
}

static bool route_reaches(const struct lunette_route *route,
                          const struct lunette_endpoint *endpoint)
{
    const struct style *style = style_of(endpoint->item.kind);
    if (!style || !route->item.name || !endpoint->item.name || !method_fits(route, style))
        return false;
    bool is_graphql = style->kind == LUNETTE_QUERY || style->kind == LUNETTE_MUTATION;
    struct path target;
    read_text(&target, endpoint->item.name);
    return route_leads_to(route, &target) || (is_graphql && route_leads_to_graphql(route));
}

static bool prefix_covers(const char *wide, const char *narrow)
{
    struct path a, b;
    read_text(&a, wide);
    read_text(&b, narrow);
    return path_covers(&a, &b);
}

const struct lunette_endpoint_services endpoint_services = {
    .find = find,
    .is_reference = is_reference,
    .route_reaches = route_reaches,
    .paths_meet = paths_meet,
    .prefix_covers = prefix_covers,
};
