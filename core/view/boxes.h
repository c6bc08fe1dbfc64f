/* From an item of the model to its box: role, texts, badges, and the group it belongs to. */
#ifndef LUNETTE_VIEW_BOXES_H
#define LUNETTE_VIEW_BOXES_H

#include "view/picture.h"

/* One group for each context or team, as picture->grouping asks, those inside others included.
 * Meshes and what is in them come with the services. */
void boxes_add_groups(struct picture *picture);

/* Gives the boxes of a sketch, those that are left, their texts and badges. */
void boxes_describe(struct picture *picture);

/* The box of an item, made when there is none yet. A gateway that a service realises is that
 * service's box. -1 for kinds that have no box. */
int32_t boxes_place(struct picture *picture, const struct lunette_item *item);

/* As boxes_place, for a reference. What nothing declares gets a box of this role that says so; -1
 * when the model does not say anything. */
int32_t boxes_place_ref(struct picture *picture, const struct lunette_ref *ref,
                        enum lunette_box_role role);

/* One more line of text in a box; NULL adds none. */
void boxes_add_fact(struct picture *picture, int32_t number, const char *text);

/* The word for what the box stands for: "service", "datastore", … */
const char *boxes_name_kind(const struct picture_box *box);

#endif
