#include "view/events.h"

#include "view/boxes.h"
#include "view/flows.h"
#include "view/settle.h"

void events_fill(struct picture *picture)
{
    const struct lunette_model *model = picture->model;
    picture->spelled = true;
    boxes_add_groups(picture);
    for (size_t i = 0; i < model->topics.count; i++)
        boxes_place(picture, &model->topics.items[i]->item);
    flows_add(picture, true);
    settle_shared(picture);
    for (size_t i = 0; i < picture->box_count; i++)
        picture->boxes[i].box.badges = (struct lunette_badges){0};
}

bool events_are_worthwhile(const struct lunette_model *model)
{
    for (size_t i = 0; i < model->services.count; i++)
        if (model->services.items[i]->publishes.count || model->services.items[i]->consumes.count)
            return true;
    for (size_t i = 0; i < model->dependencies.count; i++)
        if (model->dependencies.items[i]->item.kind == LUNETTE_ASYNC)
            return true;
    return model->topics.count || model->consumer_groups.count;
}
