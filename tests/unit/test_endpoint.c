#include "model/endpoint.h"

#include <stdlib.h>

#include "model/path.h"
#include "model_maker.h"
#include "test.h"

static struct lunette_service *service;

static void offer(enum lunette_kind kind, const char *its_name)
{
    MAKE(endpoint, kind, its_name, &service->endpoints);
}

/* "GET /orders": as a model would have to write it; "" for none. */
static const char *meant(const char *text)
{
    static char shown[128];
    static const char *const words[] = {"GET",     "POST", "PUT",   "PATCH",    "DELETE", "HEAD",
                                        "OPTIONS", "rpc",  "query", "mutation", "handler"};
    const struct lunette_endpoint *found = endpoint_services.find(service, text);
    if (!found)
        return "";
    snprintf(shown, sizeof shown, "%s %s", words[found->item.kind - LUNETTE_GET], found->item.name);
    return shown;
}

static void start_service(void)
{
    start();
    service = add_service("shop", NULL);
}

static void test_find_of_paths(void)
{
    start_service();
    offer(LUNETTE_GET, "/orders/{order_id}");
    offer(LUNETTE_GET, "/orders/latest");
    offer(LUNETTE_POST, "/orders");
    offer(LUNETTE_GET, "/orders");
    offer(LUNETTE_GET, "/files/**");
    offer(LUNETTE_GET, "/years/{year}/{month?}");
    offer(LUNETTE_POST, "/orders/{id}:cancel");
    static const char *const rows[][2] = {
        {"POST /orders", "POST /orders"},
        {"/orders", "POST /orders"}, /* without a method the first */
        {"GET /orders", "GET /orders"},
        {"get /orders/", "GET /orders"},
        {"  GET  /orders?status=open ", "GET /orders"},
        {"GET //orders", "GET /orders"},
        {"POST /orders with the cart", "POST /orders"},
        {"POST /orders, then wait", "POST /orders"},
        {"GET /orders/42", "GET /orders/{order_id}"},
        {"/orders/42", "GET /orders/{order_id}"},
        {"GET /orders/latest", "GET /orders/latest"},
        {"GET /orders/{id}", "GET /orders/{order_id}"},
        {"GET /orders/:id", "GET /orders/{order_id}"},
        {"GET /orders/*", "GET /orders/{order_id}"},
        {"POST /orders/42:cancel", "POST /orders/{id}:cancel"},
        {"POST /orders/42:ship", ""},
        {"GET /files", "GET /files/**"},
        {"GET /files/a/b/c.txt", "GET /files/**"},
        {"GET /years/2024", "GET /years/{year}/{month?}"},
        {"GET /years/2024/05", "GET /years/{year}/{month?}"},
        {"GET /years/2024/05/01", ""},
        {"DELETE /orders", ""},
        {"GET /order", ""},
        {"GET /Orders", ""},
        {"GET /orders/42/items", ""},
        {"GET orders", ""},
        {"list the orders", ""},
        {"", ""},
        {"GET ", ""},
        {NULL, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        TEST_TEXT(meant(rows[i][0]), rows[i][1]);
}

static void test_find_of_operations(void)
{
    start_service();
    offer(LUNETTE_RPC, "shop.v1.Orders/Create");
    offer(LUNETTE_RPC, "Returns/Create");
    offer(LUNETTE_QUERY, "productPage");
    offer(LUNETTE_MUTATION, "rate");
    offer(LUNETTE_HANDLER, "rate");
    offer(LUNETTE_HANDLER, "resize-image");
    static const char *const rows[][2] = {
        {"shop.v1.Orders/Create", "rpc shop.v1.Orders/Create"},
        {"/shop.v1.Orders/Create", "rpc shop.v1.Orders/Create"},
        {"Orders/Create", "rpc shop.v1.Orders/Create"},
        {"rpc Orders/Create", "rpc shop.v1.Orders/Create"},
        {"Create", "rpc shop.v1.Orders/Create"},
        {"Returns/Create", "rpc Returns/Create"},
        {"shop.v2.Orders/Create", ""},
        {"Orders/create", ""},
        {"productPage", "query productPage"},
        {"query productPage", "query productPage"},
        {"mutation productPage", ""},
        {"rate", "mutation rate"},
        {"handler rate", "handler rate"},
        {"resize-image", "handler resize-image"},
        {"/productPage", ""},
        {"GET /productPage", ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        TEST_TEXT(meant(rows[i][0]), rows[i][1]);
}

static void test_find_without_endpoints(void)
{
    start_service();
    TEST_TEXT(meant("GET /orders"), "");
}

static void test_is_reference(void)
{
    static const char *const references[] = {
        "POST /orders",
        "post /orders",
        "/orders",
        "/",
        " /orders ",
        "OrderService/Create",
        "rpc Orders/Get",
        "shop.v1.Orders/Create",
        "/Orders/Create",
        "GET /orders?open=true",
        "DELETE /orders/{id} at night",
    };
    static const char *const words[] = {
        "",
        "reserve the stock",
        "create_order",
        "GET",
        "GET orders",
        "and/or",
        "GET/POST",
        "TCP/IP",
        "query stock",
        "Get Orders/All",
        "validate/reserve",
        "pay by Visa/Mastercard",
        "productPage",
        "query /stock",
        "Orders/",
        "orders/Create",
    };
    for (size_t i = 0; i < COUNT(references); i++)
        if (!endpoint_services.is_reference(references[i]))
            TEST_TEXT("no reference", references[i]);
    for (size_t i = 0; i < COUNT(words); i++)
        if (endpoint_services.is_reference(words[i]))
            TEST_TEXT("a reference", words[i]);
    TEST(!endpoint_services.is_reference(NULL));
}

static bool reaches(const char *path, const char *strip, const char *method, enum lunette_kind kind,
                    const char *target)
{
    struct lunette_route route = {.item.name = path, .strip_prefix = strip};
    struct lunette_endpoint endpoint = {.item = {.kind = kind, .name = target}};
    if (method)
        route.methods = (struct lunette_strings){&method, 1};
    return endpoint_services.route_reaches(&route, &endpoint);
}

static void test_route_is_a_prefix_of_whole_segments(void)
{
    TEST(reaches("/", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(reaches("/orders", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(reaches("/orders/", NULL, NULL, LUNETTE_GET, "/orders/{id}/items"));
    TEST(reaches("/orders/*", NULL, NULL, LUNETTE_GET, "/orders/{id}"));
    TEST(reaches("/orders/**", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(reaches("/{tenant}/orders", NULL, NULL, LUNETTE_GET, "/acme/orders"));
    TEST(reaches("/orders/latest", NULL, NULL, LUNETTE_GET, "/orders/{id}"));
    TEST(!reaches("/order", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(!reaches("/orders/open", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(!reaches("/api/orders", NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(!reaches(NULL, NULL, NULL, LUNETTE_GET, "/orders"));
    TEST(!reaches("/orders", NULL, NULL, LUNETTE_SERVICE, "/orders"));
}

static void test_route_with_stripped_prefix(void)
{
    TEST(reaches("/api/orders", "/api", NULL, LUNETTE_GET, "/orders/{id}"));
    TEST(reaches("/api/orders", "/api/", NULL, LUNETTE_GET, "/orders"));
    TEST(reaches("/api/orders", "/api/orders", NULL, LUNETTE_GET, "/"));
    TEST(reaches("/api/orders", "/api/orders", NULL, LUNETTE_GET, "/{id}"));
    TEST(!reaches("/api/orders", "/api", NULL, LUNETTE_GET, "/api/orders"));
    TEST(!reaches("/api/orders", "/ap", NULL, LUNETTE_GET, "/orders"));
    /* only some requests have the prefix */
    TEST(reaches("/api", "/api/v1", NULL, LUNETTE_GET, "/orders"));
    TEST(reaches("/api", "/api/v1", NULL, LUNETTE_GET, "/api/v2/orders"));
}

static void test_route_with_methods(void)
{
    TEST(reaches("/orders", NULL, "GET", LUNETTE_GET, "/orders"));
    TEST(reaches("/orders", NULL, "get", LUNETTE_GET, "/orders"));
    TEST(reaches("/orders", NULL, "*", LUNETTE_DELETE, "/orders"));
    TEST(!reaches("/orders", NULL, "GET", LUNETTE_POST, "/orders"));
    TEST(!reaches("/orders", NULL, "", LUNETTE_POST, "/orders"));
}

static void test_route_to_what_has_no_path(void)
{
    TEST(reaches("/Orders/Create", NULL, NULL, LUNETTE_RPC, "Orders/Create"));
    TEST(reaches("/grpc/Orders", "/grpc", "POST", LUNETTE_RPC, "Orders/Create"));
    TEST(!reaches("/orders", NULL, NULL, LUNETTE_RPC, "Orders/Create"));
    TEST(!reaches("/Orders", NULL, "GET", LUNETTE_RPC, "Orders/Create"));
    TEST(reaches("/graphql", NULL, "GET", LUNETTE_QUERY, "products"));
    TEST(reaches("/api/graphql", NULL, "POST", LUNETTE_MUTATION, "rate"));
    TEST(reaches("/api", "/api", NULL, LUNETTE_QUERY, "products"));
    TEST(!reaches("/graphql", NULL, "GET", LUNETTE_MUTATION, "rate"));
    TEST(!reaches("/carts", NULL, NULL, LUNETTE_QUERY, "products"));
    TEST(reaches("/resize-image", NULL, "PUT", LUNETTE_HANDLER, "resize-image"));
}

static void test_paths_meet(void)
{
    static const char *const meeting[][2] = {
        {"/o/{id}", "/o/{x}"},
        {"/o/{id}", "/o/42"},
        {"/o/:id/items", "/o/*/items"},
        {"/o", "/o/"},
        {"/o/{id?}", "/o"},
        {"/o/{id?}", "/o/1"},
        {"/**/x", "/a/**"},
        {"/**", "/"},
        {"/a/**/z", "/a/z"},
        {"/a/**/z", "/a/b/c/z"},
        {"/a/{b?}/{c?}/d", "/a/d"},
        {"/f/{name}.json", "/f/*.json"},
        {"/f/{name}.json", "/f/{x}"},
        {"/f/{p:[^/]+}/g", "/f/1/g"},
        {"/o#top", "/o?x=/y"},
        {"/f/v{n}", "/f/{n}1"},
        {NULL, "/"},
    };
    static const char *const apart[][2] = {
        {"/o/{id}", "/o"},          {"/o/{id}", "/o/1/2"},
        {"/a/**/z", "/a/b"},        {"/f/*.json", "/f/x.xml"},
        {"/f/{x}.json", "/f/json"}, {"/f/v{n}", "/f/w{n}"},
        {"/a/{b?}/d", "/a/b/c/d"},  {"/a", "/b/**"},
    };
    for (size_t i = 0; i < COUNT(meeting); i++)
        if (!endpoint_services.paths_meet(meeting[i][0], meeting[i][1]) ||
            !endpoint_services.paths_meet(meeting[i][1], meeting[i][0]))
            TEST_TEXT(meeting[i][0], meeting[i][1]);
    for (size_t i = 0; i < COUNT(apart); i++)
        if (endpoint_services.paths_meet(apart[i][0], apart[i][1]) ||
            endpoint_services.paths_meet(apart[i][1], apart[i][0]))
            TEST_TEXT(apart[i][0], apart[i][1]);
}

static void test_prefix_covers(void)
{
    static const char *const covered[][2] = {
        {"/", "/orders"},        {"/", "/"},
        {"/orders", "/orders/"}, {"/orders", "/orders/{id}"},
        {"/{x}", "/orders"},     {"/{x}/a", "/{y}/a/b"},
        {"/**", "/a/b"},         {"/a/**", "/a"},
        {"/a/{b?}", "/a"},       {"/**/x", "/a/b/x/c"},
        {"/**/x", "/**/x"},      {"/a/**", "/a/**/b"},
        {"/f/{n}", "/f/v{n}"},   {"/a/{b?}/c", "/a/{x?}/c"},
    };
    static const char *const not_covered[][2] = {
        {"/orders", "/"}, {"/orders", "/order"}, {"/orders", "/{x}"}, {"/{x}", "/"},
        {"/**/x", "/a"},  {"/{x}/a", "/**/a"},   {"/a/b", "/a/{b?}"}, {"/f/v{n}", "/f/{n}"},
        {"/{x}", "/**"},  {"/a/{x}", "/a/{x?}"},
    };
    for (size_t i = 0; i < COUNT(covered); i++)
        if (!endpoint_services.prefix_covers(covered[i][0], covered[i][1]))
            TEST_TEXT(covered[i][0], covered[i][1]);
    for (size_t i = 0; i < COUNT(not_covered); i++)
        if (endpoint_services.prefix_covers(not_covered[i][0], not_covered[i][1]))
            TEST_TEXT(not_covered[i][0], not_covered[i][1]);
}

/* Many ** in both would take a backtracking matcher longer than a life; a long text one that looks for each
 * closing brace anew. */
static void test_hostile_paths_end_soon(void)
{
    enum { LENGTH = 1 << 20 };
    char *many = calloc(LENGTH + 1, 1), *open = calloc(LENGTH + 1, 1);
    for (size_t i = 0; i + 6 <= LENGTH; i += 6)
        memcpy(many + i, "/**/a/", 6);
    memset(open, '{', LENGTH);
    open[0] = '/';
    TEST(!endpoint_services.paths_meet(many, "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/b"));
    TEST(endpoint_services.paths_meet(many, many));
    TEST(!endpoint_services.paths_meet("/**/a/**/a/**/a/**/a/**/a/**/a/b",
                                       "/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/c"));
    TEST(
        !endpoint_services.prefix_covers("/**/b/**/b/**/b/**/b/**/b/**/b/**/b/**/b", "/**/a/**/a"));
    TEST(endpoint_services.paths_meet(open, "/x"));
    TEST(endpoint_services.is_reference(open));
    free(many);
    free(open);
}

/* Longer paths are compared by their first segments. */
static void test_long_paths(void)
{
    char a[4 * PATH_SEGMENTS + 8] = "", b[4 * PATH_SEGMENTS + 8] = "";
    for (size_t i = 0; i < PATH_SEGMENTS + 2; i++)
        memcpy(a + 2 * i, "/a", 3), memcpy(b + 2 * i, "/a", 3);
    TEST(endpoint_services.paths_meet(a, b));
    memcpy(b + 2, "/b", 2);
    TEST(!endpoint_services.paths_meet(a, b));
}

int main(void)
{
    test_find_of_paths();
    test_find_of_operations();
    test_find_without_endpoints();
    test_is_reference();
    test_route_is_a_prefix_of_whole_segments();
    test_route_with_stripped_prefix();
    test_route_with_methods();
    test_route_to_what_has_no_path();
    test_paths_meet();
    test_prefix_covers();
    test_hostile_paths_end_soon();
    test_long_paths();
    start();
    return test_done();
}
