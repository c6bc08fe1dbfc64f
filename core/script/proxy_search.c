/* Along hard calls: breadth first, over services, and the externals and gateways that end a way. */
#include <lauxlib.h>

#include "script/proxy_kinds.h"

struct visit {
    const struct lunette_item *item;
    size_t parent; /* its place in the queue */
};

/* Room for every node, kept from one search to the next: a search costs what it walks, not what the model
 * holds. */
struct proxy_search {
    struct visit *queue;
    size_t count;
    uint32_t *seen; /* number of the search that saw the node last */
    uint32_t number;
};

static struct proxy_search *start(struct proxies *proxies)
{
    const struct lunette_model *model = proxies->model;
    if (!proxies->search) {
        size_t nodes = model->services.count + model->externals.count + model->gateways.count;
        proxies->search = arena_new(proxies->arena, struct proxy_search);
        proxies->search->queue = arena_array(proxies->arena, nodes, sizeof(struct visit));
        proxies->search->seen = arena_array(proxies->arena, nodes, sizeof(uint32_t));
    }
    proxies->search->count = 0;
    proxies->search->number++;
    return proxies->search;
}

static bool is_node(const struct lunette_item *item)
{
    return item->kind == LUNETTE_SERVICE || item->kind == LUNETTE_EXTERNAL ||
           item->kind == LUNETTE_GATEWAY;
}

static size_t node_of(const struct lunette_model *model, const struct lunette_item *item)
{
    size_t services = model->services.count, externals = model->externals.count;
    return item->number + (item->kind == LUNETTE_SERVICE    ? 0
                           : item->kind == LUNETTE_EXTERNAL ? services
                                                            : services + externals);
}

static void visit(const struct proxies *proxies, const struct lunette_item *item, size_t parent)
{
    struct proxy_search *search = proxies->search;
    uint32_t *seen = &search->seen[node_of(proxies->model, item)];
    if (*seen == search->number)
        return;
    *seen = search->number;
    search->queue[search->count++] = (struct visit){item, parent};
}

static void follow(lua_State *L, const struct proxies *proxies, size_t at)
{
    const struct lunette_item *item = proxies->search->queue[at].item;
    if (item->kind != LUNETTE_SERVICE)
        return;
    const struct lunette_dependencies *calls =
        &((const struct lunette_service *)item)->dependencies;
    script_count_steps(L, calls->count + 1);
    for (size_t i = 0; i < calls->count; i++)
        if (calls->items[i]->to.to && lunette_is_hard(calls->items[i]))
            visit(proxies, calls->items[i]->to.to, at);
}

/* Fills the queue with what `from` reaches, itself first, nearest next. Ends early at `to`, when that is
 * not NULL; returns its place in the queue, or their number. */
static size_t walk(lua_State *L, struct proxies *proxies, const struct lunette_item *from,
                   const struct lunette_item *to)
{
    struct proxy_search *search = start(proxies);
    size_t at = 0;
    visit(proxies, from, 0);
    for (; at < search->count && search->queue[at].item != to; at++)
        follow(L, proxies, at);
    return at;
}

const struct lunette_item *proxy_check_item(lua_State *L, int argument)
{
    const struct lunette_item *item = proxy_item(L, argument);
    if (!item || !is_node(item))
        script_raise(L,
                     "a service, external or gateway of the model is wanted, not %s; "
                     "model:find(\"service\", name) looks one up",
                     script_push_text(L, argument, NULL));
    return item;
}

int proxy_reachable(lua_State *L)
{
    struct proxies *proxies = proxy_of_closure(L);
    size_t count = walk(L, proxies, proxy_check_item(L, 2), NULL);
    const struct visit *queue = proxies->search->queue;
    lua_createtable(L, (int)count - 1, 0);
    for (size_t i = 1; i < count; i++) {
        proxy_push_item(L, proxies, queue[i].item);
        lua_rawseti(L, -2, (lua_Integer)i);
    }
    return 1;
}

int proxy_path(lua_State *L)
{
    struct proxies *proxies = proxy_of_closure(L);
    const struct lunette_item *from = proxy_check_item(L, 2), *to = proxy_check_item(L, 3);
    size_t at = walk(L, proxies, from, to), length = 1;
    const struct visit *queue = proxies->search->queue;
    if (at == proxies->search->count)
        return lua_pushnil(L), 1;
    for (size_t i = at; i > 0; i = queue[i].parent)
        length++;
    lua_createtable(L, (int)length, 0);
    for (; length > 0; length--, at = queue[at].parent) {
        proxy_push_item(L, proxies, queue[at].item);
        lua_rawseti(L, -2, (lua_Integer)length);
    }
    return 1;
}
