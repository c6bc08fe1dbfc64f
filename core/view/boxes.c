#include "view/boxes.h"

#include "view/badges.h"
#include "view/facts.h"
#include "view/labels.h"

enum { DETAIL_COLUMNS = 40, MOST_FACTS = 8 };

/* ---- groups ---- */

/* Parents of a wrong model may go round in a circle: that link is left out. */
static bool is_around(const struct picture *picture, int32_t inner, int32_t outer)
{
    for (int32_t at = inner; at >= 0; at = picture->groups[at].parent)
        if (at == outer)
            return true;
    return false;
}

static int32_t group_of_key(const struct picture *picture, const void *key)
{
    return (int32_t)(uintptr_t)map_get(&picture->grouped, key) - 1;
}

static void nest_context(struct picture *picture, const struct lunette_context *context)
{
    int32_t group = group_of_key(picture, context);
    int32_t parent = group_of_key(picture, context->parent.to);
    if (parent >= 0 && !is_around(picture, parent, group))
        picture->groups[group].parent = parent;
}

static void add_context_groups(struct picture *picture)
{
    const struct lunette_contexts *contexts = &picture->model->contexts;
    for (size_t i = 0; i < contexts->count; i++) {
        const struct lunette_context *context = contexts->items[i];
        const char *parts[] = {labels_subdomain(context->subdomain),
                               labels_owner(picture->arena, &context->owner)};
        picture_add_group(picture, context,
                          (struct lunette_group){
                              .title = labels_name(&context->item),
                              .subtitle = labels_join(picture->arena, " · ", parts, 2),
                              .emphasis = context->subdomain,
                              .parent = -1,
                              .item = &context->item,
                          });
    }
    for (size_t i = 0; i < contexts->count; i++)
        nest_context(picture, contexts->items[i]);
}

static void add_team_groups(struct picture *picture)
{
    const struct lunette_teams *teams = &picture->model->teams;
    for (size_t i = 0; i < teams->count; i++)
        picture_add_group(picture, teams->items[i],
                          (struct lunette_group){
                              .title = labels_name(&teams->items[i]->item),
                              .subtitle = teams->items[i]->contact,
                              .parent = -1,
                              .item = &teams->items[i]->item,
                          });
}

void boxes_add_groups(struct picture *picture)
{
    if (picture->grouping == PICTURE_BY_CONTEXT || picture->grouping == PICTURE_BY_MESH)
        add_context_groups(picture);
    else if (picture->grouping == PICTURE_BY_OWNER)
        add_team_groups(picture);
}

/* A context or team that services name but nothing declares has a group all the same. */
static int32_t group_of_ref(struct picture *picture, const struct lunette_ref *ref)
{
    if (ref->to)
        return group_of_key(picture, ref->to);
    if (!ref->name)
        return -1;
    int32_t group = group_of_key(picture, ref->name);
    if (group >= 0)
        return group;
    return picture_add_group(
        picture, ref->name,
        (struct lunette_group){.title = ref->name, .subtitle = "not declared", .parent = -1});
}

static int32_t group_of_mesh(struct picture *picture, const struct lunette_mesh *mesh)
{
    int32_t group = group_of_key(picture, mesh);
    if (group >= 0)
        return group;
    bool strict = mesh->security && mesh->security->mtls == LUNETTE_MTLS_STRICT;
    const char *parts[] = {labels_mesh(mesh->type), mesh->version, strict ? "strict mTLS" : NULL};
    return picture_add_group(picture, mesh,
                             (struct lunette_group){
                                 .title = labels_name(&mesh->item),
                                 .subtitle = labels_join(picture->arena, " · ", parts, 3),
                                 .parent = -1,
                                 .item = &mesh->item,
                             });
}

/* A context that lies partly in a mesh has a group inside and one outside. */
static int32_t group_within(struct picture *picture, const struct lunette_mesh *mesh,
                            const struct lunette_ref *context, int depth)
{
    int32_t outside = group_of_ref(picture, context);
    if (outside < 0 || depth == PICTURE_DEEPEST_CONTEXT)
        return group_of_mesh(picture, mesh);
    const char *key =
        intern_text(&picture->keys, arena_format(picture->arena, "group %d in mesh %u", outside,
                                                 mesh->item.number));
    int32_t inside = group_of_key(picture, key);
    if (inside >= 0)
        return inside;
    const struct lunette_context *its = (const struct lunette_context *)context->to;
    struct lunette_group group = picture->groups[outside];
    group.parent = its && group.parent >= 0 ? group_within(picture, mesh, &its->parent, depth + 1)
                                            : group_of_mesh(picture, mesh);
    return picture_add_group(picture, key, group);
}

static int32_t group_by_mesh(struct picture *picture, const struct lunette_service *service)
{
    const struct lunette_mesh *mesh = facts_find_mesh(picture->facts, &service->item);
    return mesh ? group_within(picture, mesh, &service->context, 0)
                : group_of_ref(picture, &service->context);
}

static const struct lunette_ref *owner_of(const struct lunette_service *service)
{
    const struct lunette_context *context = (const struct lunette_context *)service->context.to;
    return service->owner.name || !context ? &service->owner : &context->owner;
}

static int32_t group_of_service(struct picture *picture, const struct lunette_service *service)
{
    switch (picture->grouping) {
    case PICTURE_BY_CONTEXT: return group_of_ref(picture, &service->context);
    case PICTURE_BY_MESH: return group_by_mesh(picture, service);
    case PICTURE_BY_OWNER: return group_of_ref(picture, owner_of(service));
    default: return -1;
    }
}

static void belong_to(struct picture *picture, struct picture_box *box,
                      const struct lunette_item *owner)
{
    if (!owner || owner->kind != LUNETTE_SERVICE)
        return;
    const struct lunette_service *service = (const struct lunette_service *)owner;
    box->box.group = box->home = group_of_service(picture, service);
    box->context = service->context;
}

static void belong(struct picture *picture, struct picture_box *box)
{
    const struct lunette_item *item = box->box.item;
    const struct lunette_datastore *store = (const struct lunette_datastore *)item;
    if (item->kind == LUNETTE_CONTEXT)
        box->context = (struct lunette_ref){item->name, item};
    else if (item->kind == LUNETTE_DATASTORE)
        belong_to(picture, box, store->owner.to ? store->owner.to : item->owner);
    else
        belong_to(picture, box, item);
    box->core = item == picture->focus || picture_is_within(box->context.to, picture->focus);
}

/* ---- texts, by kind ---- */

static char *cut_description(const struct picture *picture, const struct lunette_item *item)
{
    return labels_cut(picture->arena, item->about->description, DETAIL_COLUMNS);
}

static void describe_service(struct picture *picture, struct picture_box *box)
{
    const struct lunette_service *service = (const struct lunette_service *)box->box.item;
    const struct lunette_technologies *used = service->technologies;
    const char *parts[] = {used ? used->language : NULL, used ? used->framework : NULL};
    box->box.technology = labels_join(picture->arena, " · ", parts, 2);
    if (!box->box.technology && used)
        box->box.technology = used->runtime;
    box->box.detail = cut_description(picture, &service->item);
    if (!box->box.detail)
        box->box.detail =
            labels_cut(picture->arena,
                       labels_join(picture->arena, ", ", service->responsibilities.items,
                                   service->responsibilities.count),
                       DETAIL_COLUMNS);
    box->counts.services = 1;
    box->box.badges = badges_list(picture, &service->item);
}

static void describe_datastore(struct picture *picture, struct picture_box *box)
{
    const struct lunette_datastore *store = (const struct lunette_datastore *)box->box.item;
    box->box.technology = store->technology;
    if (store->data == LUNETTE_CLASSIFICATION_PII)
        box->box.detail = "PII";
    else if (store->data == LUNETTE_CLASSIFICATION_CONFIDENTIAL)
        box->box.detail = "confidential";
    else
        box->box.detail = labels_cut(picture->arena, store->purpose, DETAIL_COLUMNS);
    box->counts.stores = 1;
}

/* "6×3": partitions and replication */
static char *describe_spread(struct arena *arena, const struct lunette_topic *topic)
{
    if (topic->partitions < 0)
        return NULL;
    if (topic->replication < 0)
        return labels_count(arena, (size_t)topic->partitions, "partition", "partitions");
    return arena_format(arena, "%lld×%lld", (long long)topic->partitions,
                        (long long)topic->replication);
}

static void describe_topic(struct picture *picture, struct picture_box *box)
{
    const struct lunette_topic *topic = (const struct lunette_topic *)box->box.item;
    const struct lunette_broker *broker = (const struct lunette_broker *)topic->broker.to;
    box->box.technology = broker && broker->technology ? broker->technology : topic->broker.name;
    box->box.detail = describe_spread(picture->arena, topic);
    box->counts.topics = 1;
}

static void describe_broker(struct picture *picture, struct picture_box *box)
{
    box->box.technology = ((const struct lunette_broker *)box->box.item)->technology;
    box->box.detail = cut_description(picture, box->box.item);
}

static void describe_external(struct picture *picture, struct picture_box *box)
{
    const struct lunette_external *external = (const struct lunette_external *)box->box.item;
    box->box.technology = external->technology;
    box->box.detail = cut_description(picture, &external->item);
    box->box.badges = badges_list(picture, &external->item);
}

static void describe_context(struct picture *picture, struct picture_box *box)
{
    const struct lunette_context *context = (const struct lunette_context *)box->box.item;
    const char *parts[] = {labels_subdomain(context->subdomain),
                           context->legacy == LUNETTE_YES ? "legacy" : NULL};
    box->box.technology = labels_join(picture->arena, " · ", parts, 2);
    box->box.detail = labels_owner(picture->arena, &context->owner);
    badges_add(picture, &box->box.badges, LUNETTE_BADGE_COUNT,
               labels_count(picture->arena, context->services.count, "service", "services"));
}

static void describe_plainly(struct picture *picture, struct picture_box *box)
{
    box->box.detail = cut_description(picture, box->box.item);
}

static void describe_event(struct picture *picture, struct picture_box *box)
{
    describe_plainly(picture, box);
    box->counts.topics = 1;
}

static const struct row {
    enum lunette_kind kind;
    enum lunette_box_role role;
    void (*describe)(struct picture *picture, struct picture_box *box);
} rows[] = {
    {LUNETTE_SERVICE, LUNETTE_BOX_SERVICE, describe_service},
    {LUNETTE_DATASTORE, LUNETTE_BOX_DATASTORE, describe_datastore},
    {LUNETTE_TOPIC, LUNETTE_BOX_TOPIC, describe_topic},
    {LUNETTE_EVENT, LUNETTE_BOX_TOPIC, describe_event}, /* see flows.c */
    {LUNETTE_BROKER, LUNETTE_BOX_TOPIC, describe_broker},
    {LUNETTE_GATEWAY, LUNETTE_BOX_GATEWAY, describe_plainly},
    {LUNETTE_ACTOR, LUNETTE_BOX_ACTOR, describe_plainly},
    {LUNETTE_EXTERNAL, LUNETTE_BOX_EXTERNAL, describe_external},
    {LUNETTE_CONTEXT, LUNETTE_BOX_CONTEXT, describe_context},
};

static const struct row *row_of(enum lunette_kind kind)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == kind)
            return &rows[i];
    return NULL;
}

/* ---- boxes ---- */

static void describe(struct picture *picture, struct picture_box *box)
{
    row_of(box->box.item->kind)->describe(picture, box);
}

static void describe_gateway(struct picture *picture, struct picture_box *box)
{
    if (box->gateway->name != box->box.title)
        box->box.detail = arena_format(picture->arena, "gateway %s", labels_name(box->gateway));
}

void boxes_describe(struct picture *picture)
{
    for (size_t i = 0; i < picture->box_count; i++) {
        struct picture_box *box = &picture->boxes[i];
        if (box->box.item)
            describe(picture, box);
        if (box->gateway)
            describe_gateway(picture, box);
    }
}

/* Two boxes for one running thing would say that traffic passes between them. */
static int32_t place_realised(struct picture *picture, const struct lunette_gateway *gateway)
{
    int32_t number = boxes_place(picture, gateway->service.to);
    struct picture_box *box = &picture->boxes[number];
    if (!box->gateway) {
        box->gateway = &gateway->item;
        box->box.role = LUNETTE_BOX_GATEWAY;
        describe_gateway(picture, box);
    }
    picture_stand(picture, &gateway->item, (uint32_t)number);
    return number;
}

static bool is_realised(const struct lunette_item *item)
{
    if (item->kind != LUNETTE_GATEWAY)
        return false;
    const struct lunette_gateway *gateway = (const struct lunette_gateway *)item;
    return gateway->service.to && gateway->service.to->kind == LUNETTE_SERVICE;
}

int32_t boxes_place(struct picture *picture, const struct lunette_item *item)
{
    int32_t place = picture_place(picture, item);
    if (place >= 0)
        return place;
    const struct row *row = row_of(item->kind);
    if (!row)
        return -1;
    if (is_realised(item))
        return place_realised(picture, (const struct lunette_gateway *)item);
    struct picture_box box = {
        .box = {.role = row->role, .title = labels_name(item), .group = -1, .item = item},
        .home = -1,
    };
    belong(picture, &box);
    if (!picture->sketch)
        describe(picture, &box);
    return (int32_t)picture_add_box(picture, item, box);
}

int32_t boxes_place_ref(struct picture *picture, const struct lunette_ref *ref,
                        enum lunette_box_role role)
{
    if (ref->to)
        return boxes_place(picture, ref->to);
    if (!ref->name)
        return -1;
    int32_t place = picture_place(picture, ref->name);
    if (place >= 0)
        return place;
    struct picture_box box = {
        .box = {.role = role, .title = ref->name, .detail = "not declared", .group = -1},
        .home = -1,
        .counts.topics = role == LUNETTE_BOX_TOPIC,
    };
    return (int32_t)picture_add_box(picture, ref->name, box);
}

void boxes_add_fact(struct picture *picture, int32_t number, const char *text)
{
    if (number < 0 || !text)
        return;
    struct lunette_box *box = &picture->boxes[number].box;
    if (!box->facts)
        box->facts = arena_array(picture->arena, MOST_FACTS, sizeof *box->facts);
    if (box->fact_count < MOST_FACTS)
        ((const char **)box->facts)[box->fact_count++] = text;
}

const char *boxes_name_kind(const struct picture_box *box)
{
    static const char *const names[LUNETTE_BOX_ROLE_COUNT] = {
        [LUNETTE_BOX_SERVICE] = "service", [LUNETTE_BOX_DATASTORE] = "datastore",
        [LUNETTE_BOX_TOPIC] = "topic",     [LUNETTE_BOX_GATEWAY] = "gateway",
        [LUNETTE_BOX_ACTOR] = "actor",     [LUNETTE_BOX_EXTERNAL] = "external",
        [LUNETTE_BOX_CONTEXT] = "context", [LUNETTE_BOX_COLLAPSED] = "context",
    };
    return names[box->box.role];
}
