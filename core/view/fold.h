/* Stores within the boxes of those that use them. */
#ifndef LUNETTE_VIEW_FOLD_H
#define LUNETTE_VIEW_FOLD_H

#include "view/picture.h"

/* A store that only one box uses becomes a line of text in that box. Noted. */
void fold_stores(struct picture *picture);

#endif
