#include "view/fold.h"

#include "view/boxes.h"
#include "view/labels.h"

#define NOBODY UINT32_MAX
#define SEVERAL (UINT32_MAX - 1)

static void add_user(uint32_t *user, uint32_t box)
{
    *user = *user == NOBODY || *user == box ? box : SEVERAL;
}

/* Of each store the only box that uses it, or one of the above; of other boxes SEVERAL. */
static uint32_t *find_users(const struct picture *picture)
{
    uint32_t *users = arena_array(picture->arena, picture->box_count, sizeof *users);
    for (size_t i = 0; i < picture->box_count; i++)
        users[i] = picture->boxes[i].box.role == LUNETTE_BOX_DATASTORE ? NOBODY : SEVERAL;
    for (size_t i = 0; i < picture->edge_count; i++) {
        const struct picture_edge *edge = &picture->edges[i];
        add_user(&users[edge->to], edge->role == LUNETTE_LINE_DATA ? edge->from : SEVERAL);
        add_user(&users[edge->from], SEVERAL);
    }
    return users;
}

/* "store: orders-db [postgresql], PII" */
static const char *say_store(struct arena *arena, const struct lunette_box *box)
{
    const struct lunette_datastore *store = (const struct lunette_datastore *)box->item;
    const char *data = store && store->data >= LUNETTE_CLASSIFICATION_CONFIDENTIAL
                           ? labels_classification(store->data)
                           : NULL;
    return arena_format(arena, "store: %s%s%s%s%s%s", box->title, box->technology ? " [" : "",
                        box->technology ? box->technology : "", box->technology ? "]" : "",
                        data ? ", " : "", data ? data : "");
}

void fold_stores(struct picture *picture)
{
    const uint32_t *users = find_users(picture);
    int32_t *to = arena_array(picture->arena, picture->box_count, sizeof *to);
    size_t before = picture->box_count, kept = 0;
    for (size_t i = 0; i < before; i++)
        if (users[i] >= SEVERAL)
            to[i] = (int32_t)kept++;
        else
            boxes_add_fact(picture, (int32_t)users[i],
                           say_store(picture->arena, &picture->boxes[i].box));
    if (kept == before)
        return;
    for (size_t i = 0; i < before; i++) {
        if (users[i] < SEVERAL)
            to[i] = to[users[i]];
        else
            picture->boxes[to[i]] = picture->boxes[i];
    }
    picture_replace(picture, picture->boxes, kept, to);
    picture_add_note(picture, "%s that only one service uses %s not drawn apart from it",
                     labels_count(picture->arena, before - kept, "store", "stores"),
                     before - kept == 1 ? "is" : "are");
}
