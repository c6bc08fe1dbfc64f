/* The view of data: stores, whose they are and who else uses them. */
#ifndef LUNETTE_VIEW_DATA_H
#define LUNETTE_VIEW_DATA_H

#include "view/picture.h"

void data_fill(struct picture *picture);

bool data_is_worthwhile(const struct lunette_model *model);

#endif
