#include "view/data.h"

#include "view/badges.h"
#include "view/boxes.h"
#include "view/labels.h"
#include "view/settle.h"

enum { PURPOSE_COLUMNS = 60 };

/* What a store holds, beside how sensitive it is. */
static int32_t place_store(struct picture *picture, const struct lunette_datastore *store)
{
    int32_t number = boxes_place(picture, &store->item);
    struct lunette_box *box = &picture->boxes[number].box;
    const char *purpose = store->purpose ? store->purpose : store->item.about->description;
    box->detail = labels_cut(picture->arena, purpose, PURPOSE_COLUMNS);
    badges_add(picture, &box->badges, LUNETTE_BADGE_DATA, labels_classification(store->data));
    picture->boxes[number].counts.data = store->data;
    return number;
}

static bool owns(const struct lunette_service *service, const struct lunette_datastore *store)
{
    return store->owner.to == &service->item || store->item.owner == &service->item;
}

static void add_use(struct picture *picture, const struct lunette_service *user,
                    const struct lunette_datastore *store, int32_t to)
{
    int32_t from = boxes_place(picture, &user->item);
    picture->boxes[from].box.badges = (struct lunette_badges){0};
    picture_add_edge(picture, (struct picture_edge){
                                  .role = owns(user, store) ? LUNETTE_LINE_OWNS : LUNETTE_LINE_DATA,
                                  .from = (uint32_t)from,
                                  .to = (uint32_t)to,
                                  .item = &store->item,
                              });
}

static void add_store(struct picture *picture, const struct lunette_datastore *store)
{
    int32_t to = picture_place(picture, store);
    for (size_t i = 0; i < store->users.count; i++)
        add_use(picture, store->users.items[i], store, to);
}

/* Users come in the model's order, not in that of the stores they use. */
static void place_users(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    bool *uses = arena_array(picture->arena, model->services.count, sizeof *uses);
    for (size_t i = 0; i < model->datastores.count; i++)
        for (size_t u = 0; u < model->datastores.items[i]->users.count; u++)
            uses[model->datastores.items[i]->users.items[u]->item.number] = true;
    for (size_t i = 0; i < model->services.count; i++)
        if (uses[i])
            boxes_place(picture, &model->services.items[i]->item);
}

void data_fill(struct picture *picture)
{
    const struct lunette_datastores *stores = &picture->model->datastores;
    picture->plan = true;
    boxes_add_groups(picture);
    place_users(picture);
    for (size_t i = 0; i < stores->count; i++)
        place_store(picture, stores->items[i]);
    for (size_t i = 0; i < stores->count; i++)
        add_store(picture, stores->items[i]);
    settle_shared(picture);
}

bool data_is_worthwhile(const struct lunette_model *model)
{
    return model->datastores.count > 0;
}
