/* The first stages of a graph: what the model has for it, and what a declared view keeps of that. */
#ifndef LUNETTE_VIEW_FILL_H
#define LUNETTE_VIEW_FILL_H

#include "view/picture.h"
#include "view/view.h"

/* Opens the picture and takes it through the stages that do not depend on options. */
void fill_open(struct picture *picture, const struct lunette_model *model,
               const struct view_description *description, struct arena *arena);

#endif
