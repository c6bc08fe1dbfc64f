/* The clock that never goes back: for deadlines, not for dates. */
#ifndef LUNETTE_BASE_CLOCK_H
#define LUNETTE_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now_ms(void);

#endif
