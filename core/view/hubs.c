#include "view/hubs.h"

enum { FEWEST_USERS = 8 };

struct hub {
    struct picture *picture;
    uint32_t box;
    size_t users;
    bool moves;       /* the box itself becomes the first alias */
    uint32_t *marked; /* of each box: the last hub + 1 it was counted for as a user */
    uint32_t *alias;  /* of each box: the alias beside it, for the current hub; 0: none */
};

static bool may_be_hub(const struct picture_box *box, const struct lunette_item *core)
{
    static const bool roles[LUNETTE_BOX_ROLE_COUNT] = {
        [LUNETTE_BOX_SERVICE] = true,
        [LUNETTE_BOX_DATASTORE] = true,
        [LUNETTE_BOX_TOPIC] = true,
        [LUNETTE_BOX_EXTERNAL] = true,
    };
    return roles[box->box.role] && (!core || box->box.item != core);
}

/* Whoever sits in the hub's own group has it beside it anyway. */
static bool uses_from_afar(const struct hub *hub, const struct picture_edge *edge)
{
    const struct picture_box *boxes = hub->picture->boxes;
    if (edge->to != hub->box || edge->from == hub->box)
        return false;
    int32_t group = boxes[hub->box].box.group;
    return group < 0 || boxes[edge->from].box.group != group;
}

static void count_users(struct hub *hub)
{
    const struct picture *picture = hub->picture;
    bool has_lines = false;
    hub->users = 0;
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        has_lines |= edge->from == hub->box;
        if (!uses_from_afar(hub, edge) || hub->marked[edge->from] == hub->box + 1)
            continue;
        hub->marked[edge->from] = hub->box + 1;
        hub->alias[edge->from] = 0;
        hub->users++;
    }
    hub->moves = !has_lines && picture->boxes[hub->box].box.group < 0;
}

static uint32_t add_alias(struct hub *hub, uint32_t user)
{
    struct picture *picture = hub->picture;
    struct picture_box alias = picture->boxes[hub->box];
    alias.box.alias = true;
    alias.box.technology = alias.box.detail = NULL;
    alias.box.badges = (struct lunette_badges){0};
    alias.box.group = picture->boxes[user].box.group;
    alias.original = hub->box;
    alias.user = user;
    return picture_add_box(picture, NULL, alias);
}

/* Its own box is given away last, when no alias is made of it any more. */
static void move_first(struct hub *hub, uint32_t user)
{
    struct picture_box *box = &hub->picture->boxes[hub->box];
    box->box.alias = true;
    box->box.group = hub->picture->boxes[user].box.group;
    box->original = hub->box;
    box->user = user;
}

static void split(struct hub *hub)
{
    struct picture *picture = hub->picture;
    struct picture_edge *first = NULL;
    picture_add_note(picture, "%s is drawn beside each of the %zu that use it",
                     picture->boxes[hub->box].box.title, hub->users);
    for (size_t i = 0; i < picture->edge_count; i++) {
        struct picture_edge *edge = &picture->edges[i];
        if (!uses_from_afar(hub, edge))
            continue;
        if (hub->moves && (!first || first->from == edge->from)) {
            first = edge;
            continue;
        }
        if (!hub->alias[edge->from])
            hub->alias[edge->from] = add_alias(hub, edge->from);
        edge->to = hub->alias[edge->from];
    }
    if (first)
        move_first(hub, first->from);
}

void hubs_split(struct picture *picture, const struct lunette_item *core)
{
    uint32_t count = (uint32_t)picture->box_count;
    size_t most = count / 3 > FEWEST_USERS ? count / 3 : FEWEST_USERS;
    uint32_t *pointing = arena_array(picture->arena, count, sizeof *pointing);
    struct hub hub = {
        .picture = picture,
        .marked = arena_array(picture->arena, count, sizeof *hub.marked),
        .alias = arena_array(picture->arena, count, sizeof *hub.alias),
    };
    for (size_t i = 0; i < picture->edge_count; i++)
        pointing[picture->edges[i].to]++;
    for (hub.box = 0; hub.box < count; hub.box++) {
        if (pointing[hub.box] <= most || !may_be_hub(&picture->boxes[hub.box], core))
            continue;
        count_users(&hub);
        if (hub.users > most)
            split(&hub);
    }
}
