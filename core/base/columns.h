/* How wide a terminal is. */
#ifndef LUNETTE_BASE_COLUMNS_H
#define LUNETTE_BASE_COLUMNS_H

#include <stddef.h>

/* Columns of the terminal behind this descriptor, 80 where it does not say; 0: it is no terminal. */
size_t columns_of(int descriptor);

#endif
