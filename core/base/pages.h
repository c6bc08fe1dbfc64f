/* Pages of memory, and when large ones pay. */
#ifndef LUNETTE_BASE_PAGES_H
#define LUNETTE_BASE_PAGES_H

#include <stddef.h>

enum { PAGE_BYTES = 4096, HUGE_PAGE_BYTES = 2 * 1024 * 1024 };

/* One huge page spares 512 faults. But where a virtual machine gives memory that is free for a while back to its host,
 * most of the free huge pages have none behind them, and to clear one takes 4 ms instead of 0.2: of a check of 100,000
 * services, which takes 960 MB, the kernel then had 1.7 to 2.4 s, and has 0.6 to 0.75 s with plain pages. So only the
 * first of a large heap or arena are huge. */
#define HUGE_MOST_BYTES ((size_t)64 * 1024 * 1024)

#endif
